import { BaseCommand } from '../../cli/base-command.js';
import { rootFlag } from '../../cli/flags.js';

export default class HookUninstall extends BaseCommand {
  static override summary = 'Take out of the hook what msa hook install put in.';
  static override description = `The rest of the hook stays as it is.`;

  static override examples = ['<%= config.bin %> hook uninstall'];

  static override flags = {
    root: rootFlag,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(HookUninstall);
    const { uninstallHook } = await import('../../cli/hook.js');
    await uninstallHook(flags.root);
  }
}
