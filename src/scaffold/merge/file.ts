import { fillBlocks, readBlocks } from '../render/blocks.js';
import { mergeKeys } from '../structured/merge.js';
import type { FileClass } from '../wanted.js';
import { mergeKind } from './kind.js';
import { mergeLines } from './lines.js';
import { mergeBoth, mergeText } from './text.js';

export interface Versions {
  readonly path: string;
  readonly class: FileClass;
  /** What the template said before; undefined: it did not have the file. */
  readonly old: string | undefined;
  /** What it says now; undefined: it no longer has the file. */
  readonly next: string | undefined;
  readonly yours: string;
}

export interface Merged {
  readonly text: string;
  /** Where both have changed the same: `scripts.start`, or how many places. */
  readonly conflicts: readonly string[];
  /** Keys of a file that was there before msa, where it said something else. */
  readonly kept: readonly string[];
}

/** The one way in which template and user come together, by what the file is. Pure. */
export function mergeFile(versions: Versions): Merged {
  const { path, old, next, yours } = versions;
  if (mergeKind(path) === 'keys') return byKeys(versions) ?? asText(versions);
  if (mergeKind(path) === 'lines') {
    const merged = mergeLines(linesOf(old), linesOf(next), yours.split('\n'));
    return plain(merged.join('\n'));
  }
  return withBlocks(versions) ?? asText(versions);
}

function linesOf(text: string | undefined): string[] {
  return text === undefined ? [] : text.split('\n');
}

function plain(text: string): Merged {
  return { text, conflicts: [], kept: [] };
}

/** With a common ancestor a key that both have changed is left to you between markers; without one, what is there stays. */
function byKeys({ path, old, next, yours }: Versions): Merged | undefined {
  const mine = mergeKeys({ old, next, yours }, path, 'yours');
  if (mine === undefined) return undefined;
  if (mine.conflicts.length === 0) return plain(mine.text);
  if (old === undefined) return { text: mine.text, conflicts: [], kept: mine.conflicts };
  const theirs = mergeKeys({ old, next, yours }, path, 'theirs');
  return theirs === undefined ? undefined : { text: mergeBoth(mine.text, theirs.text).text, conflicts: mine.conflicts, kept: [] };
}

/** What stands between the template's markers is merged line by line, the rest as text. */
function withBlocks(versions: Versions): Merged | undefined {
  const { old, next, yours } = versions;
  if (old === undefined || next === undefined) return undefined;
  const [before, after, mine] = [readBlocks(old), readBlocks(next), readBlocks(yours)];
  if (after.size === 0 || [...after.keys()].some((marker) => !mine.has(marker) || !before.has(marker))) return undefined;
  const merged = new Map([...mine].map(([marker, lines]) => [marker, blockOf(marker, lines)]));
  function blockOf(marker: string, lines: readonly string[]): readonly string[] {
    const [was, is] = [before.get(marker), after.get(marker)];
    if (was === undefined || is === undefined || lines.join('\n') === was.join('\n')) return is ?? lines;
    return mergeLines(was, is, lines);
  }
  // With the same blocks on all sides they take no part in the merge of the text around them.
  return asText({ ...versions, old: fillBlocks(old, merged), next: fillBlocks(next, merged), yours: fillBlocks(yours, merged) });
}

function asText({ old, next = '', yours }: Versions): Merged {
  const { text, conflicts } = old === undefined ? mergeBoth(yours, next) : mergeText({ old, next, yours });
  return { text, conflicts: conflicts === 0 ? [] : [`${conflicts} ${conflicts === 1 ? 'place' : 'places'}`], kept: [] };
}
