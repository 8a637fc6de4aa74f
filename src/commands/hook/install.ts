import { BaseCommand } from '../../cli/base-command.js';
import { rootFlag } from '../../cli/flags.js';

export default class HookInstall extends BaseCommand {
  static override summary = 'Let every commit be judged by the errors that it adds.';
  static override description = `Plain git (core.hooksPath and linked working trees respected), husky, lefthook and the pre-commit framework are told apart by their files.
A hook that is there stays: a marked block is added, which runs msa lint --staged.`;

  static override examples = ['<%= config.bin %> hook install', 'git commit --no-verify   # a commit without it'];

  static override flags = {
    root: rootFlag,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(HookInstall);
    const { installHook } = await import('../../cli/hook.js');
    await installHook(flags.root);
  }
}
