import type { DiskReads } from './disk-reads.js';
import type { FileMemory, Looks } from './looks.js';
import { type Entry, type Pack, read } from './pack.js';
import type { Result } from './results.js';

/** The head of a pack of results; of each the reads come first, then the value. */
export interface ResultsHead {
  readonly steps: readonly string[];
}

/** With how the files looked that they read: columns. */
export interface SystemsHead extends ResultsHead {
  readonly paths: readonly string[];
  readonly blobs: readonly string[];
  readonly sizes: readonly number[];
  readonly mtimes: readonly number[];
  readonly ctimes: readonly number[];
  readonly inos: readonly number[];
}

export function packOf(results: readonly Result[]): Pack<ResultsHead> {
  return { head: { steps: results.map(({ step }) => step) }, entries: entriesIn(results) };
}

export function entriesIn(results: readonly Result[]): Entry[] {
  return results.flatMap(({ reads, value }) => [reads, value]);
}

export function packWithLooks(results: readonly Result[], looks: Looks): Pack<SystemsHead> {
  const { head, entries } = packOf(results);
  const files = new Set(results.flatMap((result) => filesOf(read(result.reads) as DiskReads | undefined)));
  const known = [...files].flatMap((file) => {
    const memory = looks.of(file);
    return memory ? [{ file, ...memory }] : [];
  });
  return {
    head: {
      ...head,
      paths: known.map(({ file }) => file),
      blobs: known.map(({ blob }) => blob),
      sizes: known.map(({ look }) => look.size),
      mtimes: known.map(({ look }) => look.mtimeMs),
      ctimes: known.map(({ look }) => look.ctimeMs),
      inos: known.map(({ look }) => look.ino),
    },
    entries,
  };
}

function filesOf(reads: DiskReads | undefined): readonly string[] {
  return reads === undefined ? [] : [...reads.files, ...filesOf(reads.working)];
}

export function resultsIn(pack: Pack<ResultsHead> | undefined): Result[] {
  return (pack?.head.steps ?? []).flatMap((step, at) => {
    const [reads, value] = [pack?.entries[2 * at], pack?.entries[2 * at + 1]];
    return reads && value ? [{ step, reads, value }] : [];
  });
}

export function looksIn(pack: Pack<SystemsHead> | undefined): ReadonlyMap<string, FileMemory> {
  const files = new Map<string, FileMemory>();
  if (pack === undefined) return files;
  const { paths, blobs, sizes, mtimes, ctimes, inos } = pack.head;
  for (const [at, path] of paths.entries()) {
    const look = { size: sizes[at] ?? -1, mtimeMs: mtimes[at] ?? -1, ctimeMs: ctimes[at] ?? -1, ino: inos[at] ?? -1 };
    files.set(path, { look, blob: blobs[at] ?? '' });
  }
  return files;
}
