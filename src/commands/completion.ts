import * as Args from '@oclif/core/args';

import { BaseCommand } from '../cli/base-command.js';
import { SHELLS } from '../cli/completion.js';

export default class Completion extends BaseCommand {
  static override summary = 'Print what makes a shell complete commands, flags and their values.';
  static override description = 'The script holds all that it needs: nothing of msa runs while you type. Print it anew after an update.';
  static override examples = [
    'eval "$(<%= config.bin %> completion bash)"   # in ~/.bashrc',
    'eval "$(<%= config.bin %> completion zsh)"   # in ~/.zshrc, behind compinit',
    '<%= config.bin %> completion fish > ~/.config/fish/completions/msa.fish',
    '<%= config.bin %> completion powershell | Out-String | Invoke-Expression   # in $PROFILE',
  ];

  static override args = {
    shell: Args.string({ required: true, ignoreStdin: true, options: [...SHELLS], description: 'bash, zsh, fish or powershell.' }),
  };

  async run(): Promise<void> {
    const { args } = await this.parse(Completion);
    const [{ completionScript }, { writeOutput }] = await Promise.all([import('../cli/completion.js'), import('../cli/output.js')]);
    const shell = SHELLS.find((known) => known === args.shell);
    if (shell !== undefined) writeOutput(completionScript(shell, this.config.commands));
  }
}
