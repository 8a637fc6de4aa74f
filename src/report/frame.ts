import type { Location } from '../model/location.js';
import { safe } from './layout.js';
import { spanOf } from './place.js';

export interface FrameInput {
  readonly at: Location;
  /** Text of the line, as it is in the file. */
  readonly source: string | undefined;
  readonly label: string | undefined;
  readonly width: number;
}

/** Where it is and, when the file can be read, its line with the place underlined: `gutter` columns stand before every line. */
export interface Frame {
  readonly gutter: number;
  readonly place: string;
  readonly code?: { readonly number: string; readonly text: string; readonly indent: number; readonly underline: number };
  readonly label: string;
}

export function frameOf({ at, source, label, width }: FrameInput): Frame {
  const number = String(at.line);
  const frame = { gutter: number.length + 1, place: placeOf(at), label: safe(label ?? '') };
  if (source === undefined || source.trim() === '') return frame;
  return { ...frame, code: { number, ...marked(source, at, width - number.length - 3) } };
}

export function placeOf({ file, line, column }: Location): string {
  return safe(`${file}:${line}:${column}`);
}

/** The part of the line that fits, with the marked place in it, without the indentation of the source. */
function marked(source: string, at: Location, width: number) {
  const { column } = at;
  const last = spanOf(at, () => source).endColumn - 1;
  const [start, end] = [safe(source.slice(0, column - 1)).length, safe(source.slice(0, last)).length];
  const full = safe(source).trimEnd();
  const margin = full.length - full.trimStart().length;
  const from = end - margin <= width - 1 ? margin : Math.max(margin, Math.min(start, end) - Math.floor(width / 3));
  const cut = full.slice(from, from + width);
  const text = `${from > margin ? '…' : ''}${from > margin ? cut.slice(1) : cut}`;
  const shown = full.length > from + width ? `${text.slice(0, -1)}…` : text;
  const indent = Math.max(0, Math.min(start - from, shown.length - 1));
  return { text: shown, indent, underline: Math.max(1, Math.min(end - start, shown.length - indent)) };
}
