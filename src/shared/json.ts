/** JSON with places: what it says, and where each object of it begins. */
export interface JsonText {
  readonly value: unknown;
  readonly startOf: (object: object) => Position;
}

/** Both start at 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The text stops being JSON here. JSON.parse tells the place of some mistakes only, and in other words in each version of Node. */
export class JsonError extends Error {
  constructor(
    message: string,
    readonly at: Position,
  ) {
    super(message);
    this.name = 'JsonError';
  }
}

/** Deeper ones are no file that people or msa have written. */
const MAX_DEPTH = 64;

const SPACE = /[ \t\r\n]*/y;
const SCALAR = /"[^"\\]*(?:\\[^][^"\\]*)*"|-?\d[\d.eE+-]*|true\b|false\b|null\b/y;

/** Strict JSON (RFC 8259); a key that stands twice is a mistake too. Throws JsonError. */
export function parseJson(text: string): JsonText {
  const cursor: Cursor = { text, lines: lineStarts(text), starts: new WeakMap(), at: 0 };
  const value = readValue(cursor, 0);
  if (peek(cursor) !== '') throw mistake(cursor, 'something follows the end');
  return { value, startOf: (object) => positionOf(cursor.lines, cursor.starts.get(object) ?? 0) };
}

interface Cursor {
  readonly text: string;
  /** Offsets at which lines begin. */
  readonly lines: readonly number[];
  readonly starts: WeakMap<object, number>;
  at: number;
}

function readValue(cursor: Cursor, depth: number): unknown {
  const next = peek(cursor);
  if (depth > MAX_DEPTH) throw mistake(cursor, 'nested too deeply');
  if (next === '{') return readObject(cursor, depth);
  if (next === '[') return readList(cursor, depth);
  return readScalar(cursor, 'a value is missing');
}

function readObject(cursor: Cursor, depth: number): object {
  const start = cursor.at;
  const entries = new Map<string, unknown>();
  readItems(cursor, '}', () => {
    if (peek(cursor) !== '"') throw mistake(cursor, 'a key in quotes is missing');
    const keyAt = cursor.at;
    const key = String(readScalar(cursor, 'a key is missing'));
    if (entries.has(key)) throw mistake({ ...cursor, at: keyAt }, `the key "${key}" stands here for the second time`);
    if (!take(cursor, ':')) throw mistake(cursor, 'a colon is missing');
    entries.set(key, readValue(cursor, depth + 1));
  });
  const object = Object.fromEntries(entries);
  cursor.starts.set(object, start);
  return object;
}

function readList(cursor: Cursor, depth: number): unknown[] {
  const items: unknown[] = [];
  readItems(cursor, ']', () => items.push(readValue(cursor, depth + 1)));
  return items;
}

function readItems(cursor: Cursor, end: string, readItem: () => void): void {
  cursor.at++; // the opening bracket, which was seen
  if (take(cursor, end)) return;
  do readItem();
  while (take(cursor, ','));
  if (!take(cursor, end)) throw mistake(cursor, `a comma or ${end} is missing`);
}

function readScalar(cursor: Cursor, otherwise: string): unknown {
  peek(cursor);
  SCALAR.lastIndex = cursor.at;
  const found = SCALAR.exec(cursor.text)?.[0];
  if (found === undefined) throw mistake(cursor, otherwise);
  try {
    const scalar: unknown = JSON.parse(found);
    cursor.at += found.length;
    return scalar;
  } catch {
    throw mistake(cursor, found.startsWith('"') ? 'the text in quotes is not valid' : 'the number is not valid');
  }
}

/** The next character after white space; '' at the end. */
function peek(cursor: Cursor): string {
  SPACE.lastIndex = cursor.at;
  cursor.at += SPACE.exec(cursor.text)?.[0].length ?? 0;
  return cursor.text.charAt(cursor.at);
}

function take(cursor: Cursor, character: string): boolean {
  if (peek(cursor) !== character) return false;
  cursor.at++;
  return true;
}

function mistake({ text, lines, at }: Cursor, message: string): JsonError {
  return new JsonError(at >= text.length ? 'the text ends too early' : message, positionOf(lines, at));
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

function positionOf(lines: readonly number[], offset: number): Position {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 };
}
