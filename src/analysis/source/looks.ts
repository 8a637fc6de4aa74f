import { statSync } from 'node:fs';

import type { FileMemory, Look, Pack } from './pack.js';

/** File systems tell times in steps of up to two seconds: a file that is younger may change again and look the same. */
const YOUNG_MS = 2000;

/** Which files still hold what they held, told by how they look. */
export interface Looks {
  /** Key of the content, if it is known without reading. */
  readonly keyOf: (file: string, look: Look) => string | undefined;
  readonly saw: (file: string, look: Look, key: string) => void;
  /** How many files were read although their content may be known. */
  readonly renewed: () => number;
  readonly all: () => Pack['files'];
}

export function looksOf(before: Pack['files'], started: number): Looks {
  const files = new Map<string, FileMemory>();
  let renewed = 0;
  return {
    keyOf: (file, look) => {
      const seen = before.get(file);
      if (seen === undefined || !isSame(seen.look, look)) return undefined;
      files.set(file, seen);
      return seen.key;
    },
    saw: (file, look, key) => {
      if (Math.max(look.mtimeMs, look.ctimeMs) >= started - YOUNG_MS) return;
      files.set(file, { look, key });
      renewed++;
    },
    renewed: () => renewed,
    all: () => files,
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
