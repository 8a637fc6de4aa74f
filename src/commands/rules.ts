import { BaseCommand } from '../cli/base-command.js';

export default class Rules extends BaseCommand {
  static override summary = 'List all rules with their default severity.';
  static override examples = ['<%= config.bin %> rules'];

  async run(): Promise<void> {
    await this.parse(Rules);
    const { listRules } = await import('../cli/explain.js');
    listRules();
  }
}
