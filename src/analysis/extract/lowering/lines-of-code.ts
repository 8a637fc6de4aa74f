/**
 * Lines that are neither blank nor only a comment. A block comment counts as one only where it opens a line:
 * `'src/**'` is a text.
 */
export function linesOfCode(text: string): number {
  let count = 0;
  let inComment = false;
  for (const line of text.split('\n')) {
    const rest = withoutComments(line.trim(), inComment);
    inComment = rest === undefined;
    if (rest !== undefined && rest !== '' && !rest.startsWith('//')) count++;
  }
  return count;
}

/** What is left of a line behind the block comments it opens with; undefined where the last of them stays open. */
function withoutComments(line: string, inComment: boolean): string | undefined {
  let rest = line;
  for (let open = inComment; open || rest.startsWith('/*'); open = false) {
    const end = rest.indexOf('*/', open ? 0 : 2);
    if (end < 0) return undefined;
    rest = rest.slice(end + 2).trim();
  }
  return rest;
}
