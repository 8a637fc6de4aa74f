import type { DiskAsked } from './disk-reads.js';
import type { FileMemory, Looks } from './looks.js';
import { type Entry, type Pack, read } from './pack.js';
import type { Result } from './results.js';

/** The head of a pack of results: columns. */
export interface ResultsHead {
  readonly steps: readonly string[];
  readonly given: readonly string[];
  /** Which entry each result has asked, and which is its value. */
  readonly asked: readonly number[];
  readonly values: readonly number[];
  readonly told: readonly unknown[];
  readonly names: readonly string[];
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
  const entries = entriesIn(results);
  const at = new Map(entries.map((entry, index) => [entry, index]));
  return {
    head: {
      steps: results.map(({ step }) => step),
      given: results.map(({ given }) => given),
      asked: results.map(({ asked }) => at.get(asked) ?? 0),
      values: results.map(({ value }) => at.get(value) ?? 0),
      told: results.map(({ told }) => told),
      names: results.map(({ name }) => name),
    },
    entries,
  };
}

/** Each once. */
export function entriesIn(results: readonly Result[]): Entry[] {
  return [...new Set(results.flatMap(({ asked, value }) => [asked, value]))];
}

export interface Seen {
  /** Whose files count: those that are written, and those that lie beside them. */
  readonly all: readonly Result[];
  readonly looks: Looks;
  /** What is kept beside, of other files or of the same. */
  readonly beside: ReadonlyMap<string, FileMemory>;
}

/** With how the files look that were read, where that is not kept beside. */
export function packWithLooks(results: readonly Result[], { all, looks, beside }: Seen): Pack<SystemsHead> {
  const { head, entries } = packOf(results);
  const asked = new Set(all.map((result) => result.asked));
  const files = new Set([...asked].flatMap((one) => filesOf(read(one) as DiskAsked | undefined)));
  const known = [...files].flatMap((file) => {
    const memory = looks.of(file);
    return memory && memory !== beside.get(file) ? [{ file, ...memory }] : [];
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
  const { steps, given, asked, values, told, names } = pack.head;
  return steps.flatMap((step, at) => {
    const [question, value] = [pack.entries[asked[at] ?? -1], pack.entries[values[at] ?? -1]];
    const one = { step, given: given[at] ?? '', told: told[at], name: names[at] ?? '' };
    return question && value ? [{ ...one, asked: question, value }] : [];
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
