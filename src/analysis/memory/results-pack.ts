import type { DiskAsked } from './disk-reads.js';
import type { FileMemory, Looks } from './looks.js';
import { type Entry, type Pack, read } from './pack.js';
import type { Result } from './results.js';

/** The head of a pack of results: columns. The first entries are what was asked, the others the values. */
export interface ResultsHead {
  readonly steps: readonly string[];
  /** Which of the first entries each result has asked. */
  readonly asked: readonly number[];
  readonly told: readonly unknown[];
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
  const asked = askedIn(results);
  const at = new Map(asked.map((entry, index) => [entry, index]));
  return {
    head: {
      steps: results.map(({ step }) => step),
      asked: results.map((result) => at.get(result.asked) ?? 0),
      told: results.map(({ told }) => told),
    },
    entries: entriesIn(results),
  };
}

export function entriesIn(results: readonly Result[]): Entry[] {
  return [...askedIn(results), ...results.map(({ value }) => value)];
}

/** Each once. */
function askedIn(results: readonly Result[]): Entry[] {
  return [...new Set(results.map(({ asked }) => asked))];
}

export function packWithLooks(results: readonly Result[], looks: Looks): Pack<SystemsHead> {
  const { head, entries } = packOf(results);
  const files = new Set(askedIn(results).flatMap((asked) => filesOf(read(asked) as DiskAsked | undefined)));
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

function filesOf(asked: DiskAsked | undefined): readonly string[] {
  return asked === undefined ? [] : [...asked.files, ...filesOf(asked.working)];
}

export function resultsIn(pack: Pack<ResultsHead> | undefined): Result[] {
  if (pack === undefined) return [];
  const { steps, asked, told } = pack.head;
  const first = new Set(asked).size;
  return steps.flatMap((step, at) => {
    const [question, value] = [pack.entries[asked[at] ?? -1], pack.entries[first + at]];
    return question && value ? [{ step, asked: question, told: told[at], value }] : [];
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
