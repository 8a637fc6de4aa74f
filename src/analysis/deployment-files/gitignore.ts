import ignore from 'ignore';

/** Does the .gitignore of a folder leave out a path below it? Folders end with `/`; those above the path are not left out. */
export type Ignores = (path: string) => boolean;

export function readGitignore(text: string): Ignores {
  const rules = ignore().add(text);
  const mayMatch = lastParts(text);
  return (path) => mayMatch(path) && rules.ignores(path);
}

/** A pattern matches a path itself only if its last part matches the path's last part: most paths need no closer look. */
function lastParts(text: string): (path: string) => boolean {
  const names = new Set<string>();
  const patterns: string[] = [];
  for (const line of text.split(/\r?\n/)) {
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
