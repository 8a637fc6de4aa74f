import {
  type Document,
  type ErrorCode,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  visit,
  YAMLParseError,
} from 'yaml';

import { type Location, placeText } from '../../model/location.js';
import { UserError } from '../../shared/errors.js';

/** Keys and list indexes from the top: `['services', 'orders', 'calls', '0']`. */
export type YamlPath = readonly string[];

export interface YamlFile {
  readonly value: unknown;
  /** Where a value stands; `key`: where its key stands. A path that is not there gives its nearest parent. */
  readonly locate: (path: YamlPath, part?: 'key' | 'value') => Location;
  /** A scalar as it is written, so that `0123` stays `0123`. */
  readonly textAt: (path: YamlPath) => string;
}

/** YAML 1.2, hardened: duplicate keys, tabs, alias bombs, cycles and bottomless nesting are the user's errors with a place. */
export function parseYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter();
  const document = guarded(file, () => parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' }));
  const broken = document.errors[0] ?? unknownAlias(document);
  if (broken !== undefined) {
    const { line, col } = lines.linePos(broken.pos[0]);
    const { message = broken.message, hint } = WORDS[broken.code] ?? { hint: 'Check the indentation, brackets and quotes up to here.' };
    throw new UserError('E_MANIFEST', `${file} is no valid YAML: ${message}`, { at: `${file}:${line}:${col}`, hint });
  }
  refuseCollectionKeys(document, (offset) => placeText({ file, ...placeIn(lines, offset) }));
  const value: unknown = guarded(file, (): unknown => document.toJS({ maxAliasCount: 100 }));
  guarded(file, () => {
    refuseCycles(value, []);
  });
  return {
    value,
    locate: (path, part = 'value') => placeOf(stepDown(document, path, part), lines, file),
    textAt: (path) => scalarText(stepDown(document, path, 'value')),
  };
}

/** What yaml says, for people who do not call a library. */
const WORDS: Readonly<Partial<Record<ErrorCode, { readonly message?: string; readonly hint: string }>>> = {
  TAB_AS_INDENT: { hint: 'Indent with spaces.' },
  DUPLICATE_KEY: { message: 'the key stands here for the second time', hint: 'Merge the two entries, or rename one.' },
  MULTIPLE_DOCS: { message: 'a second document begins', hint: 'One file is one manifest: take the `---` out.' },
  BAD_ALIAS: { message: 'an alias (*name) without its anchor (&name)', hint: 'Put a text that begins with * into quotes.' },
  RESOURCE_EXHAUSTION: { message: 'nested too deeply', hint: 'A manifest has five levels at most.' },
};

/** They are written out as texts, which takes the square of their depth: made for that, a file would take minutes. */
function refuseCollectionKeys(document: Document, at: (offset: number) => string): void {
  visit(document, {
    Pair: (_, { key }) => {
      if (!isCollection(key)) return undefined;
      throw new UserError('E_MANIFEST', 'a key is a list or a map', { at: at(key.range?.[0] ?? 0), hint: 'Keys are names.' });
    },
  });
}

function placeIn(lines: LineCounter, offset: number): { readonly line: number; readonly column: number } {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

function unknownAlias(document: Document): YAMLParseError | undefined {
  let found: YAMLParseError | undefined;
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document) !== undefined) return undefined;
      found = new YAMLParseError([alias.range?.[0] ?? 0, alias.range?.[1] ?? 0], 'BAD_ALIAS', '');
      return visit.BREAK;
    },
  });
  return found;
}

/** yaml throws a ReferenceError for alias bombs; nesting without bottom overflows the stack. */
function guarded<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) {
      throw new UserError('E_MANIFEST', `${file} is nested too deeply`, { at: `${file}:1:1`, hint: 'A manifest has five levels at most.' });
    }
    if (error instanceof ReferenceError) {
      const hint = 'Write the values out instead of repeating an alias (*name).';
      throw new UserError('E_MANIFEST', `${file}: ${error.message}`, { at: `${file}:1:1`, hint });
    }
    throw error;
  }
}

function refuseCycles(value: unknown, ancestors: readonly unknown[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (ancestors.includes(value)) throw new ReferenceError('an alias contains itself');
  for (const item of Object.values(value)) refuseCycles(item, [...ancestors, value]);
}

function stepDown(document: Document, path: YamlPath, part: 'key' | 'value'): Node | null {
  let node: unknown = document.contents;
  for (const [index, segment] of path.entries()) {
    const key = part === 'key' && index === path.length - 1;
    const next = child(isAlias(node) ? node.resolve(document) : node, segment, key);
    if (next === undefined) break;
    node = next;
  }
  return isNode(node) ? node : null;
}

function child(node: unknown, segment: string, key: boolean): Node | undefined {
  if (isSeq(node)) return nodeOrUndefined(node.items[Number(segment)]);
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && textOf(item.key) === segment);
  if (pair === undefined) return undefined;
  return nodeOrUndefined(key ? pair.key : (pair.value ?? pair.key));
}

function nodeOrUndefined(value: unknown): Node | undefined {
  return isNode(value) ? value : undefined;
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
}

function placeOf(node: Node | null, lines: LineCounter, file: string): Location {
  const [start, end] = node?.range ?? [0, 0];
  const from = position(lines, start);
  const to = position(lines, end);
  return { file, ...from, endLine: to.line, endColumn: to.column };
}

/** An empty file has no lines at all: its place is its beginning. */
function position(lines: LineCounter, offset: number): { readonly line: number; readonly column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function scalarText(node: Node | null): string {
  return isScalar(node) && node.value !== null ? (node.source ?? textOf(node)) : '';
}

/** As toJS() names it when it is a key. */
function textOf({ value }: Scalar): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
