import { statSync } from 'node:fs';

/** File systems tell times in steps of up to two seconds: a file that is younger may change again and look the same. */
const YOUNG_MS = 2000;

/** How a file looked when its content was last read; equal looks, equal content. */
export interface Look {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly ino: number;
}

/** How a file looked, and the name of what it held. */
export interface FileMemory {
  readonly look: Look;
  readonly blob: string;
}

/** Which files still hold what they held, told by how they look. */
export interface Looks {
  /** Name of the content, if it is known without reading. */
  readonly blobOf: (file: string, look: Look) => string | undefined;
  readonly saw: (file: string, look: Look, blob: string) => void;
  /** How many files were asked for, and how many of them were read. */
  readonly count: () => { readonly asked: number; readonly renewed: number };
  /** What is known of a file now. */
  readonly of: (file: string) => FileMemory | undefined;
}

export function looksOf(before: ReadonlyMap<string, FileMemory>, started: number): Looks {
  const files = new Map(before);
  let [asked, renewed] = [0, 0];
  return {
    blobOf: (file, look) => {
      asked++;
      const seen = files.get(file);
      if (seen === undefined || isSame(seen.look, look)) return seen?.blob;
      files.delete(file);
      return undefined;
    },
    saw: (file, look, blob) => {
      if (Math.max(look.mtimeMs, look.ctimeMs) >= started - YOUNG_MS) return;
      const known = files.get(file);
      if (known?.blob === blob && isSame(known.look, look)) return;
      files.set(file, { look, blob });
      renewed++;
    },
    count: () => ({ asked, renewed }),
    of: (file) => files.get(file),
  };
}

export function lookOf(place: string): Look | undefined {
  const found = statSync(place, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  const { size, mtimeMs, ctimeMs, ino } = found;
  return { size, mtimeMs, ctimeMs, ino };
}

function isSame(a: Look, b: Look): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs && a.ino === b.ino;
}
