import * as Flags from '@oclif/core/flags';

/** What all commands about the baseline take. */
export const baselineFlags = {
  root: Flags.string({ default: '.', description: 'Folder of the system.', helpValue: 'DIR' }),
  config: Flags.string({ description: 'Manifest; default: msa.yaml at the root.', helpValue: 'FILE' }),
  baseline: Flags.string({ description: 'Baseline; default: msa.baseline.json at the root.', helpValue: 'FILE' }),
};
