import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../cli/base-command.js';
import { rootFlag } from '../cli/flags.js';
import { CI_SYSTEMS } from '../cli/init/ci-templates.js';

export default class Init extends BaseCommand {
  static override summary = 'Discover services, datastores and calls, and write a commented msa.yaml.';
  static override description = 'With --ci: write the file that runs msa in CI instead. What is there already is never overwritten.';
  static override examples = [
    '<%= config.bin %> init --dry-run',
    '<%= config.bin %> init --root ../shop',
    '<%= config.bin %> init --ci github',
  ];

  static override flags = {
    root: rootFlag,
    ci: Flags.option({ options: CI_SYSTEMS, description: 'Write what runs msa on every change there, not msa.yaml.' })(),
    'dry-run': Flags.boolean({ description: 'Print it instead of writing it.' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Init);
    const [{ init }, { initCi }] = await Promise.all([import('../cli/init/init.js'), import('../cli/init/ci.js')]);
    const options = { root: flags.root, dryRun: flags['dry-run'] };
    await (flags.ci === undefined ? init(options) : initCi({ ...options, system: flags.ci, version: this.config.version }));
  }
}
