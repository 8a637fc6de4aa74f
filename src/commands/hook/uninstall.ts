import * as Flags from '@oclif/core/flags';

import { BaseCommand } from '../../cli/base-command.js';

export default class HookUninstall extends BaseCommand {
  static override summary = 'Take out of the hook what msa hook install put in.';
  static override description = `The rest of the hook stays as it is.`;

  static override flags = {
    root: Flags.string({ default: '.', description: 'Folder of the system.', helpValue: 'DIR' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(HookUninstall);
    const { uninstallHook } = await import('../../cli/hook.js');
    await uninstallHook(flags.root);
  }
}
