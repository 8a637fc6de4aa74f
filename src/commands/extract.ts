import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../cli/base-command.js';
import { rootFlag } from '../cli/flags.js';

export default class Extract extends BaseCommand {
  static override summary = 'Write the facts of one repository, for a lint over many (msa lint --facts).';
  static override description =
    'Facts hold no source, but names, calls and texts of it, and deployment and schema files as they are, .env files among them: keep them where the repository may be.';

  static override examples = [
    '<%= config.bin %> extract --output orders.facts.json',
    '<%= config.bin %> extract --root ../billing --name billing --output billing.facts.json',
    '<%= config.bin %> lint --facts orders.facts.json billing.facts.json',
  ];

  static override flags = {
    root: rootFlag,
    name: Flags.string({ description: 'What the repository is called in reports; default: the name of its folder.', helpValue: 'NAME' }),
    output: Flags.string({ description: 'File to write; default: stdout.', helpValue: 'FILE' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Extract);
    const { extract } = await import('../cli/extract.js');
    await extract({ root: flags.root, name: flags.name, output: flags.output, version: this.config.version });
  }
}
