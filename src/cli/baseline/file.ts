import path from 'node:path';

import { parseBaseline } from '../../baseline/parse.js';
import { printBaseline } from '../../baseline/print.js';
import type { Baseline, BaselineEntry } from '../../model/baseline.js';
import { decoded, type Disk, realDisk } from '../../shared/disk.js';
import { UserError } from '../../shared/errors.js';
import { reasonOf, writeFileAtomic } from '../output.js';

/** Looked for at the root. */
export const NAME = 'msa.baseline.json';

/** A larger one was not written by msa. */
const MAX_BYTES = 20_000_000;

function baselineFile(root: string, named: string | undefined): string {
  return named === undefined ? path.join(root, NAME) : path.resolve(named);
}

/** The baseline that is named, which has to be there, else the one at the root, if there is one. */
export function readBaseline(root: string, named: string | undefined, disk?: Disk): Baseline | undefined {
  const baseline = readIfThere(root, named, disk);
  if (baseline !== undefined || named === undefined) return baseline;
  throw noBaseline(named);
}

export function noBaseline(name: string): UserError {
  return new UserError('E_BASELINE', `the baseline ${name} does not exist`, { hint: '`msa baseline add` writes one.' });
}

/** As readBaseline, but a file that is named may still have to be written. `disk`: the state that is judged, such as what is staged. */
export function readIfThere(root: string, named: string | undefined, disk: Disk = realDisk): Baseline | undefined {
  const file = baselineFile(root, named);
  const name = nameOf(root, file);
  const found = disk.look(file);
  if (found === undefined) return undefined;
  if (found.kind !== 'file') throw new UserError('E_BASELINE', `the baseline ${name} is no file`, { hint: '--baseline names the file.' });
  if (found.size > MAX_BYTES)
    throw new UserError('E_BASELINE', `the baseline ${name} is larger than 20 MB`, { hint: 'Is this the right file?' });
  return parseBaseline(textOf(file, name, disk), name);
}

function textOf(file: string, name: string, disk: Disk): string {
  try {
    return decoded(disk.read(file));
  } catch (error) {
    throw new UserError('E_BASELINE', `the baseline ${name} cannot be read: ${reasonOf(error)}`, { hint: 'Check its permissions.' });
  }
}

export async function writeBaseline(root: string, named: string | undefined, entries: readonly BaselineEntry[]): Promise<string> {
  const file = baselineFile(root, named);
  const name = nameOf(root, file);
  try {
    await writeFileAtomic(file, printBaseline(entries));
  } catch (error) {
    throw new UserError('E_OUTPUT', `${name} cannot be written: ${reasonOf(error)}`, { hint: 'Name another file with --baseline.' });
  }
  return name;
}

/** What a build accepts by itself nobody has looked at. */
export function refuseInContinuousIntegration(): void {
  const { CI = '' } = process.env;
  if (['', '0', 'false'].includes(CI)) return;
  throw new UserError('E_CI', 'CI is set: the baseline is only read here', { hint: 'Run it where you work, and commit the file.' });
}

/** As reports name it: relative to the root. */
function nameOf(root: string, file: string): string {
  return path.relative(root, file).split(path.sep).join('/');
}
