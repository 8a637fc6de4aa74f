import { BaseCommand } from '../cli/base-command.js';
import { rootFlag } from '../cli/flags.js';

export default class Undo extends BaseCommand {
  static override summary = 'Take back the last `msa new`, `add`, `remove` or `update`.';
  static override description = 'Refuses, naming them, where files have changed since; then version control is the better way back.';
  static override examples = ['<%= config.bin %> undo'];

  static override flags = { root: rootFlag };

  async run(): Promise<void> {
    const { flags } = await this.parse(Undo);
    const { undoLast } = await import('../cli/scaffold/change-service.js');
    await undoLast(flags);
  }
}
