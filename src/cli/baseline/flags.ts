import * as Flags from '@oclif/core/flags';

import { configFlag, pluginsFlag, rootFlag } from '../flags.js';

/** What all commands about the baseline take. */
export const baselineFlags = {
  root: rootFlag,
  config: configFlag,
  plugins: pluginsFlag,
  baseline: Flags.string({ description: 'Baseline; default: msa.baseline.json at the root.', helpValue: 'FILE' }),
};
