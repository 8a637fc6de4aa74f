import type { Report } from '../model/analysis.js';
import type { Finding } from '../model/finding.js';
import type { Location } from '../model/location.js';
import type { System } from '../model/system.js';

/**
 * A place for formats that need one: the finding's own, else the first beside it, else what the manifest or the deployment
 * says about its service, else the manifest or the first service.
 */
export function anchor({ location, related, services }: Finding, { services: known, declared }: System): Location {
  const told = [...(declared?.services ?? []), ...known].filter(({ name }) => services.includes(name)).map(({ at }) => at);
  const manifest = declared === undefined ? [] : [{ file: declared.file, line: 1, column: 1 }];
  const [place] = [...(location === undefined ? [] : [location]), ...related, ...told, ...manifest, ...known.map(({ at }) => at)];
  return place ?? { file: 'msa.yaml', line: 1, column: 1 };
}

/** A part of one line; `endColumn` is the column behind it. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

/** The marked part of the place's first line: to its end where that is known, else the word that begins there. */
export function spanOf({ file, line, column, endLine, endColumn }: Location, lineOf: Report['lineOf']): Span {
  if (endLine === line && endColumn !== undefined && endColumn > column) return { line, column, endColumn };
  return { line, column, endColumn: endOfWord(lineOf(file, line) ?? '', column) };
}

function endOfWord(source: string, column: number): number {
  const word = /^[\w$]+/.exec(source.slice(column - 1))?.[0] ?? ' ';
  return column + word.length;
}
