/** A list of which every entry counts for itself: what the template adds and drops is added and dropped, the rest stays in its order. */
export function mergeLines(old: readonly string[], next: readonly string[], yours: readonly string[]): string[] {
  const dropped = new Set(old.filter((line) => line.trim() !== '' && !next.includes(line)));
  const merged = yours.filter((line) => !dropped.has(line));
  const added = next.filter((line) => line.trim() !== '' && !old.includes(line) && !merged.includes(line));
  for (const line of added) {
    const before = next.slice(0, next.indexOf(line)).findLast((other) => other.trim() !== '' && merged.includes(other));
    const after = next.slice(next.indexOf(line) + 1).find((other) => other.trim() !== '' && merged.includes(other));
    if (before !== undefined) merged.splice(merged.indexOf(before) + 1, 0, line);
    else if (after !== undefined) merged.splice(merged.indexOf(after), 0, line);
    else merged.splice(merged.at(-1) === '' ? merged.length - 1 : merged.length, 0, line);
  }
  return merged;
}
