import { reporters } from '../../report/index.js';
import { UserError } from '../../shared/errors.js';
import { isOfPlugin, targets } from '../formats.js';
import { watch } from './watch.js';

/** What of the flags of `msa lint` says which files are read and written. */
export interface WatchedFlags {
  readonly root: string;
  readonly staged: boolean;
  readonly config?: string | undefined;
  readonly baseline?: string | undefined;
  readonly facts?: readonly string[] | undefined;
  readonly traces?: readonly string[] | undefined;
  readonly format: readonly string[];
  readonly output?: string | undefined;
  readonly 'cache-location'?: string | undefined;
}

/** `msa lint --watch`: as `msa lint` is called, after every change. */
export function lintAgain(flags: WatchedFlags, argv: readonly string[]): Promise<never> {
  if (flags.staged)
    throw new UserError('E_USAGE', 'what is staged is not watched', {
      hint: '`msa lint --watch --since HEAD` has what the next commit can add.',
    });
  const outputs = targets(flags.format, flags.output, { known: Object.keys(reporters), isOfPlugin });
  return watch({
    root: flags.root,
    inputs: given([flags.config, flags.baseline, ...(flags.facts ?? []), ...(flags.traces ?? [])]),
    outputs: given([...outputs.map(({ file }) => file), flags['cache-location']]),
    args: ['lint', ...argv.filter((word) => word !== '--watch')],
  });
}

function given(all: readonly (string | undefined)[]): string[] {
  return all.filter((one) => one !== undefined);
}
