import { BaseCommand } from '../../cli/base-command.js';
import { baselineFlags } from '../../cli/baseline/flags.js';

export default class BaselineShow extends BaseCommand {
  static override summary = 'List what the baseline accepts, and what has become of it.';
  static override description = 'An entry holds, is worse than it was accepted, has expired, or is stale: its finding is gone.';
  static override examples = ['<%= config.bin %> baseline show'];
  static override flags = baselineFlags;

  async run(): Promise<void> {
    const { flags } = await this.parse(BaselineShow);
    const { showBaseline } = await import('../../cli/baseline/baseline.js');
    await showBaseline(flags);
  }
}
