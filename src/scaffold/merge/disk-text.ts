import { decoded } from '../../shared/disk.js';
import { isText } from '../render/text.js';

/** How a file on the disk is written: kept when it is changed. */
export interface DiskText {
  /** Line ends are `\n`, no byte order mark. */
  readonly text: string;
  readonly write: (text: string) => string;
}

/** Undefined: no text. */
export function diskText(bytes: Uint8Array): DiskText | undefined {
  if (!isText(bytes)) return undefined;
  const raw = decoded(bytes);
  const mark = raw.startsWith('\uFEFF') ? '\uFEFF' : '';
  const crlf = raw.split('\r\n').length - 1;
  const isCrlf = crlf > 0 && crlf * 2 > raw.split('\n').length - 1;
  const text = raw.slice(mark.length).replaceAll('\r\n', '\n');
  return { text, write: (next) => mark + (isCrlf ? next.replaceAll('\n', '\r\n') : next) };
}
