import { LOG_COMMAND } from './layout.js';

export interface Element {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
  /** Elements, or a text. */
  readonly content?: readonly Element[] | string;
}

export function xmlDocument(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlLines(root).join('\n')}\n`;
}

/** The element without a declaration before it, as a page holds it. */
export function xmlLines({ name, attributes = {}, content = [] }: Element): string[] {
  const told = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const open = `${name}${told.join('')}`;
  if (typeof content === 'string') return [`<${open}>${broken(escaped(content))}</${name}>`];
  if (content.length === 0) return [`<${open}/>`];
  return [`<${open}>`, ...content.flatMap(xmlLines).map((line) => `  ${line}`), `</${name}>`];
}

/** Lines of a text stay lines; none begins as a command of GitHub's runner does. */
function broken(text: string): string {
  return text.replaceAll('&#xa;', '\n').replaceAll(/^(\s*):(?=:)/gm, '$1&#x3a;');
}

/** What XML has no way to write becomes U+FFFD; what would act in a terminal or a log is written by its number. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
    .replaceAll(/[\t\n\r\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, (char) => `&#x${char.charCodeAt(0).toString(16)};`)
    .replaceAll(LOG_COMMAND, '#&#x23;');
}
