import type { ChalkInstance } from 'chalk';

import type { Related } from '../model/finding.js';
import type { Location } from '../model/location.js';
import { frameOf, placeOf } from './frame.js';
import { hanging, safe } from './layout.js';

export interface Style {
  readonly width: number;
  readonly paint: ChalkInstance;
}

export interface Framed extends Style {
  readonly at: Location;
  /** Text beside the marked place. */
  readonly label?: string | undefined;
  readonly lineOf: (file: string, line: number) => string | undefined;
}

/** A place with its line of code and the mark below it, or the place alone where the file cannot be read. */
export function framed({ at, label, lineOf, width, paint }: Framed): string[] {
  const { gutter, place, code, label: told } = frameOf({ at, source: lineOf(at.file, at.line), label, width });
  const pad = ' '.repeat(gutter);
  if (code === undefined) return [`${pad}${paint.dim('┌─')} ${place}${told === '' ? '' : ` … ${told}`}`];
  const bar = `${pad}${paint.dim('│')} `;
  const mark = `${bar}${' '.repeat(code.indent)}${paint.red('━'.repeat(code.underline))}`;
  const fits = gutter + 2 + code.indent + code.underline + 1 + told.length <= width;
  return [
    `${pad}${paint.dim('┌─')} ${place}`,
    `${paint.dim(`${code.number} │`)} ${code.text}`,
    fits && told !== '' ? `${mark} ${told}` : mark,
    ...(fits ? [] : labelBelow(told, code.indent, width - gutter - 2).map((line) => `${bar}${line}`)),
  ];
}

/** Below what it is about, as far to the right as it fits on one line. */
function labelBelow(told: string, indent: number, width: number): string[] {
  return hanging(' '.repeat(Math.max(0, Math.min(indent, width - told.length))), told, width);
}

/** Further places below a frame on this line; one stands alone where the message does not fit behind it. */
export function beside(places: readonly Related[], line: number, { width, paint }: Style): string[] {
  const pad = ' '.repeat(String(line).length + 1);
  return places.flatMap((place) => {
    const [where, message] = [placeOf(place), safe(place.message)];
    const corner = `${pad}${paint.dim('┌─')} ${where}`;
    if (pad.length + 3 + where.length + 3 + message.length <= width) return [`${corner} … ${message}`];
    return [corner, ...hanging(`${pad}   … `, message, width)];
  });
}

/** `  why  `, `  fix  ` and `  id   ` are this wide. */
export const INDENT = 7;

/** `  why  text`, further lines below the text. */
export function note(name: string, told: string, { width, paint }: Style): string[] {
  const head = `  ${name}`.padEnd(INDENT);
  const [first = '', ...more] = hanging(head, safe(told), width);
  return [`${paint.dim(head)}${first.slice(INDENT)}`, ...more];
}
