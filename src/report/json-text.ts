import { LOG_COMMAND } from './layout.js';

/** JSON that cannot act where it is printed: what a terminal or a CI log would take for a command is written as `\uXXXX`. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2)
    .replaceAll(
      /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    .replaceAll(LOG_COMMAND, '#\\u0023');
  return `${text}\n`;
}
