import { BaseCommand } from '../../cli/base-command.js';
import { baselineFlags } from '../../cli/baseline/flags.js';

export default class BaselinePrune extends BaseCommand {
  static override summary = 'Remove what is solved from the baseline, and lower what got better.';
  static override description = 'With CI set nothing is written.';
  static override examples = ['<%= config.bin %> baseline prune'];
  static override flags = baselineFlags;

  async run(): Promise<void> {
    const { flags } = await this.parse(BaselinePrune);
    const { pruneBaseline } = await import('../../cli/baseline/baseline.js');
    await pruneBaseline(flags);
  }
}
