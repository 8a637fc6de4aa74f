/**
 * Does the glob match the path? `*` and `?` stand for letters of one part, `**` for whole parts. Time grows with the product
 * of both lengths and no faster, whoever wrote the glob.
 */
export function matchesGlob(path: string, glob: string): boolean {
  return matches(path.split('/'), glob.split('/'), {
    isAny: (part) => part === '**',
    isSame: (part, pattern) =>
      matches(part.split(''), pattern.split(''), { isAny: (letter) => letter === '*', isSame: (a, b) => b === '?' || a === b }),
  });
}

/** Does the pattern, in which `*` stands for any text, match the whole text? */
export function matchesText(text: string, pattern: string): boolean {
  return matches(text.split(''), pattern.split(''), { isAny: (letter) => letter === '*', isSame: (a, b) => a === b });
}

/** Is it more than a plain name? */
export function isGlob(text: string): boolean {
  return /[*?/]/.test(text);
}

interface Meaning {
  /** Stands for any number of items. */
  readonly isAny: (pattern: string) => boolean;
  readonly isSame: (item: string, pattern: string) => boolean;
}

/** Two pointers: on a mismatch the last wildcard takes one item more. */
function matches(items: readonly string[], patterns: readonly string[], { isAny, isSame }: Meaning): boolean {
  let [item, pattern, wildcard, taken] = [0, 0, -1, 0];
  while (item < items.length) {
    const wanted = patterns[pattern];
    if (wanted !== undefined && isAny(wanted)) {
      [wildcard, taken] = [pattern, item];
      pattern++;
    } else if (wanted !== undefined && isSame(items[item] ?? '', wanted)) {
      item++;
      pattern++;
    } else if (wildcard >= 0) {
      taken++;
      [item, pattern] = [taken, wildcard + 1];
    } else return false;
  }
  return patterns.slice(pattern).every(isAny);
}
