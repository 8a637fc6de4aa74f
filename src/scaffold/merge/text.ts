import { diff3Merge, diffIndices } from 'node-diff3';

export interface MergedText {
  readonly text: string;
  /** Places left to you, between git's markers. */
  readonly conflicts: number;
}

const YOURS = '<<<<<<< yours';
const MIDDLE = '=======';
const THEIRS = '>>>>>>> template';

/** Three versions of a text, line by line; what both have changed stands between the markers that git writes. */
export function mergeText({ old, next, yours }: { readonly old: string; readonly next: string; readonly yours: string }): MergedText {
  const regions = diff3Merge(lines(yours), lines(old), lines(next), { excludeFalseConflicts: true });
  let conflicts = 0;
  const merged = regions.flatMap(({ ok, conflict }) => {
    if (conflict === undefined) return ok ?? [];
    conflicts++;
    return marked(conflict.a, conflict.b);
  });
  return { text: merged.join('\n'), conflicts };
}

/** Two versions without a common ancestor: where they differ you decide. */
export function mergeBoth(yours: string, theirs: string): MergedText {
  const [a, b] = [lines(yours), lines(theirs)];
  const differences = diffIndices(a, b);
  let at = 0;
  const merged = differences.flatMap(({ buffer1: [start, length], buffer1Content, buffer2Content }) => {
    const same = a.slice(at, start);
    at = start + length;
    return [...same, ...marked(buffer1Content, buffer2Content)];
  });
  return { text: [...merged, ...a.slice(at)].join('\n'), conflicts: differences.length };
}

/** Does somebody still have to decide in this file? */
export function hasMarkers(text: string): boolean {
  return /^<{7} /m.test(text) && /^>{7} /m.test(text);
}

function marked(yours: readonly string[], theirs: readonly string[]): string[] {
  return [YOURS, ...yours, MIDDLE, ...theirs, THEIRS];
}

function lines(text: string): string[] {
  return text.split('\n');
}
