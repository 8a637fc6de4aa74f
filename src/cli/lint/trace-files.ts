import path from 'node:path';

import type { Span } from '../../model/trace.js';
import { decoded, realDisk } from '../../shared/disk.js';
import { UserError } from '../../shared/errors.js';
import { reasonOf } from '../output.js';

/** JSON.parse takes several times as much memory. */
const MAX_BYTES = 256_000_000;

/** The spans of the files that --traces names; undefined: none was named. */
export async function readTraceFiles(root: string, files: readonly string[]): Promise<readonly Span[] | undefined> {
  if (files.length === 0) return undefined;
  const { readTraces } = await import('../../analysis/traces/read.js');
  return files.flatMap((file) => readTraces(path.relative(root, path.resolve(file)).split(path.sep).join('/'), textOf(file)));
}

function textOf(file: string): string {
  const found = path.resolve(file);
  try {
    if ((realDisk.look(found)?.size ?? 0) <= MAX_BYTES) return decoded(realDisk.read(found));
  } catch (error) {
    throw new UserError('E_TRACES', `the traces ${file} cannot be read: ${reasonOf(error)}`, { hint: '--traces names a file of JSON.' });
  }
  throw new UserError('E_TRACES', `the traces ${file} are larger than 256 MB`, {
    hint: 'Export fewer traces; a few of each operation tell the same.',
  });
}
