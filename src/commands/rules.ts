import { BaseCommand } from '../cli/base-command.js';
import { configFlag, pluginsFlag, rootFlag } from '../cli/flags.js';

export default class Rules extends BaseCommand {
  static override summary = 'List all rules with their default severity.';
  static override examples = ['<%= config.bin %> rules'];
  static override flags = { root: rootFlag, config: configFlag, plugins: pluginsFlag };

  async run(): Promise<void> {
    const { flags } = await this.parse(Rules);
    const { listRules } = await import('../cli/explain.js');
    await listRules(flags);
  }
}
