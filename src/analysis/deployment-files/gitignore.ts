import ignore from 'ignore';

import { matchesGlob } from '../../shared/glob.js';

/** Does the .gitignore of a folder leave out a path below it? Folders end with `/`; those above the path are not left out. */
export type Ignores = (path: string) => boolean;

export function readGitignore(text: string): Ignores {
  const { quick, slow } = apart(text.split(/\r?\n/));
  const rules = ignore().add(quick.join('\n'));
  const mayMatch = lastParts(quick);
  return (path) => (mayMatch(path) && rules.ignores(path)) || slow.some((glob) => isMeant(path, glob));
}

/** The same of globs that are written elsewhere; what lies below a folder that is left out is left out too. */
export function leavesOut(globs: readonly string[]): Ignores {
  const { quick, slow } = apart(globs);
  const rules = ignore().add(quick);
  return (path) => rules.ignores(path) || (slow.length > 0 && foldersAbove(path).some((one) => slow.some((glob) => isMeant(one, glob))));
}

/** Nobody writes more into one glob, and each more multiplies the time of those who try all ways to match it. */
const MAX_WILDCARDS = 3;

/** Globs of many wildcards are matched in a time that their number does not multiply, without letters in brackets; they take back nothing. */
function apart(globs: readonly string[]): { readonly quick: readonly string[]; readonly slow: readonly string[] } {
  const isSlow = (glob: string): boolean =>
    glob.split('/').some((part) => wildcards(part, /\*+/g) > MAX_WILDCARDS) || wildcards(glob, /\*\*/g) > MAX_WILDCARDS;
  return { quick: globs.filter((glob) => !isSlow(glob)), slow: globs.filter((glob) => isSlow(glob) && !/^\s*[!#]/.test(glob)) };
}

function wildcards(text: string, wildcard: RegExp): number {
  return text.match(wildcard)?.length ?? 0;
}

function isMeant(path: string, glob: string): boolean {
  const [isFolder, pattern] = [path.endsWith('/'), glob.trim().replace(/\/$/, '')];
  if (glob.trim().endsWith('/') && !isFolder) return false;
  return matchesGlob(isFolder ? path.slice(0, -1) : path, pattern.includes('/') ? pattern.replace(/^\//, '') : `**/${pattern}`);
}

/** `a/b/c` → `a/`, `a/b/`, `a/b/c`. */
function foldersAbove(path: string): string[] {
  const parts = path.split(/(?<=\/)/);
  return parts.map((_, at) => parts.slice(0, at + 1).join(''));
}

/** A pattern matches a path itself only if its last part matches the path's last part: most paths need no closer look. */
function lastParts(lines: readonly string[]): (path: string) => boolean {
  const names = new Set<string>();
  const patterns: string[] = [];
  for (const line of lines) {
    const pattern = line.trim().replace(/\/$/, '').toLowerCase();
    if (pattern === '' || pattern.startsWith('#') || pattern.startsWith('!')) continue;
    const last = pattern.slice(pattern.lastIndexOf('/') + 1);
    if (/^[\w.@+ ~-]+$/.test(last)) names.add(last);
    else patterns.push(/^[\w.@+ ~*-]+$/.test(last) ? last.replace(/[.+]/g, '\\$&').replace(/\*+/g, '.*') : '.*');
  }
  const anyOf = patterns.length === 0 ? undefined : new RegExp(`^(?:${[...new Set(patterns)].join('|')})$`, 's');
  return (path) => {
    const plain = path.endsWith('/') ? path.slice(0, -1) : path;
    const name = plain.slice(plain.lastIndexOf('/') + 1).toLowerCase();
    return names.has(name) || (anyOf?.test(name) ?? false);
  };
}
