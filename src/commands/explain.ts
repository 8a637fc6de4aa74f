import * as Args from '@oclif/core/args';

import { BaseCommand } from '../cli/base-command.js';
import { configFlag, pluginsFlag, rootFlag } from '../cli/flags.js';

export default class Explain extends BaseCommand {
  static override summary = 'Tell what a rule says, why, how to mend it, and its options.';
  static override examples = ['<%= config.bin %> explain database-per-service/shared-datastore'];
  static override args = { rule: Args.string({ required: true, ignoreStdin: true, description: 'Rule id; `msa rules` lists them.' }) };
  static override flags = { root: rootFlag, config: configFlag, plugins: pluginsFlag };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Explain);
    const { explain } = await import('../cli/explain.js');
    await explain(args.rule, flags);
  }
}
