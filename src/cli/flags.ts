import * as Flags from '@oclif/core/flags';

/** Flags that mean the same in every command that has them. */
export const rootFlag = Flags.string({ default: '.', description: 'Folder of the system.', helpValue: 'DIR' });
export const profileFlag = Flags.string({
  description: 'Only as this deployment profile has it (a compose file, kubernetes …); default: all of them.',
  helpValue: 'NAME',
});
export const configFlag = Flags.string({ description: 'Manifest; default: msa.yaml at the root.', helpValue: 'FILE' });
export const pluginsFlag = Flags.boolean({
  allowNo: true,
  description: 'Run the plugins that msa.yaml names; default: in the repository that you are in. --no-plugins for the code of others.',
});
