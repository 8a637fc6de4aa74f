/** A place in a file. `file` is a POSIX path relative to the analysed root; lines and columns start at 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

export function compareLocations(a: Location, b: Location): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}

/** Code-unit order: the same on every machine and locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `msa.yaml:12:3`, for messages. */
export function placeText(at: Location): string {
  return `${at.file}:${at.line}:${at.column}`;
}
