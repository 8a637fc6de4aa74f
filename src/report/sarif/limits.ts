import { gzipSync } from 'node:zlib';

import type { Finding } from '../../model/finding.js';

/** Of GitHub code scanning: more results or more steps and the file is refused or cut; 10 MB packed is the most it takes. */
export const MOST = { results: 25_000, steps: 1_000, related: 100, notifications: 1_000, packed: 10_000_000 };

/** The findings that a report may hold; where that is not all, new ones before known ones. They come worst first. */
export function fitting(findings: readonly Finding[]): readonly Finding[] {
  return findings.length <= MOST.results ? findings : worstFirst(findings).slice(0, MOST.results);
}

/** Halves the findings until the written report is small enough. */
export function withinSize(findings: readonly Finding[], write: (findings: readonly Finding[]) => string): string {
  const text = write(findings);
  if (findings.length === 0 || packedSize(text) <= MOST.packed) return text;
  return withinSize(worstFirst(findings).slice(0, Math.floor(findings.length / 2)), write);
}

/** A text that is not larger unpacked needs no packing to tell. */
function packedSize(text: string): number {
  const size = Buffer.byteLength(text);
  return size <= MOST.packed ? size : gzipSync(text).length;
}

function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings.filter(({ state }) => state === 'new'), ...findings.filter(({ state }) => state !== 'new')];
}
