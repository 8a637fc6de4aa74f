/** What stands behind `msa-ignore` in a comment. */
export interface IgnoreText {
  readonly rules: readonly string[];
  readonly reason: string;
  readonly expires?: string;
}

/** The word that begins such a comment; a text without it has none. */
export const IGNORE = 'msa-ignore';

/** `<rule>, <rule> expires 2030-03-31 -- reason`, split and not judged. */
export function readIgnoreText(text: string): IgnoreText {
  const [, head = '', reason = ''] = /^(.*?)(?:(?<!\S)-{2,}(?!\S)(.*))?$/s.exec(text) ?? [];
  const words = head.split(/[\s,]+/).filter((word) => word !== '');
  const at = words.indexOf('expires');
  return {
    rules: at === -1 ? words : [...words.slice(0, at), ...words.slice(at + 2)],
    reason: reason.trim(),
    ...(at === -1 ? {} : { expires: words[at + 1] ?? '' }),
  };
}

/** The next line below `line` (both from 1) that holds code: neither blank nor a comment. */
export function nextCodeLine(lines: readonly string[], line: number, comment: RegExp): number {
  const found = lines.findIndex((text, index) => index >= line && text.trim() !== '' && !comment.test(text));
  return found === -1 ? line : found + 1;
}
