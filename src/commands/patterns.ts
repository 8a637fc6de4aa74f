import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../cli/base-command.js';
import { configFlag } from '../cli/flags.js';

export default class Patterns extends BaseCommand {
  static override summary = 'List the patterns of the knowledge base, or tell all about one.';
  static override examples = ['<%= config.bin %> patterns', '<%= config.bin %> patterns circuit-breaker'];
  static override args = { name: Args.string({ ignoreStdin: true, description: 'Pattern; without it: the list.' }) };

  static override flags = {
    root: Flags.string({ default: '.', description: 'Folder of the system, whose msa.yaml may add patterns.', helpValue: 'DIR' }),
    config: configFlag,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Patterns);
    const { showPatterns } = await import('../cli/patterns.js');
    await showPatterns({
      root: flags.root,
      ...(flags.config === undefined ? {} : { config: flags.config }),
      ...(args.name === undefined ? {} : { id: args.name }),
    });
  }
}
