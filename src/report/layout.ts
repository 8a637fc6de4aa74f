/**
 * Text of the analysed repository on a terminal or in the log of a CI job: escape sequences, other control characters and marks
 * that turn the direction of writing (CVE-2021-42574) must not act, nor commands that runners read anywhere in a line
 * (`##[add-mask]`, `##vso[…]`, `##teamcity[…]`). Tabs become spaces so that columns can be counted.
 */
export function safe(text: string): string {
  return text
    .replaceAll('\t', '  ')
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, ' ')
    .replaceAll(LOG_COMMAND, '# #')
    .replaceAll(/\p{Surrogate}/gu, '\ufffd');
}

/** The two characters that begin a command of Azure Pipelines, TeamCity and old GitHub runners. */
export const LOG_COMMAND = /##(?=[\w.]*\[)/g;

/** For the start of a line: GitHub's runner takes `::word` for a command there. */
export function safeStart(text: string): string {
  return text.replace(/^(\s*)::(?=\w)/, '$1: :');
}

/** Lines of at most `width` columns, broken between words; a longer word stays whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(safeStart(word));
  }
  return lines;
}

/** `head` and the text after it, further lines below the text. */
export function hanging(head: string, text: string, width: number): string[] {
  const indent = ' '.repeat(head.length);
  return wrap(text, Math.max(20, width - head.length)).map((line, index) => `${index === 0 ? head : indent}${line}`);
}
