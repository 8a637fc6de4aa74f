import { isAlias, isMap, isNode, isPair, isScalar, isSeq, type Node as YamlNode, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';

/** JSON or YAML with the places of everything, so that an edit touches nothing but what it is about. */
export interface Structure {
  readonly text: string;
  readonly isJson: boolean;
  /** One step of indentation. */
  readonly unit: string;
  readonly root: Place;
}

export type Place = Leaf | Collection;

export interface Leaf {
  readonly kind: 'leaf';
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
  /** Over several lines: `|` and `>`. */
  readonly isBlock: boolean;
}

export interface Collection {
  readonly kind: 'map' | 'list';
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
  /** In brackets. */
  readonly isFlow: boolean;
  /** Columns before the items of a block. */
  readonly column: number;
  readonly items: readonly Item[];
}

/** An entry of a map by its key, or of a list by its name, its id, or what it is. */
export interface Item {
  readonly id: string;
  /** Of a block: beginning of its first line. In brackets: of the key or value. */
  readonly start: number;
  /** Of a block: behind its last line. In brackets: behind the value. */
  readonly end: number;
  /** Where the comment lines right above begin; `start` where there are none. */
  readonly lead: number;
  /** Of the key, the dash, or the value in brackets. Not the first of its line where it follows the dash of a list. */
  readonly head: number;
  /** Behind the colon or dash. */
  readonly after: number;
  readonly value: Place;
}

/** Undefined: no JSON or YAML of one document, or one that is not to be edited piece by piece. */
export function parseStructure(text: string, path: string): Structure | undefined {
  const isJson = path.endsWith('.json');
  const document = parseDocument(text, { keepSourceTokens: true, prettyErrors: false, logLevel: 'error' });
  if (document.errors.length > 0) return undefined;
  if (isJson && !isStrictJson(text)) return undefined;
  const root = document.contents as YamlNode | null;
  const unit = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  if (root === null || (isScalar(root) && root.value === null)) {
    return {
      text,
      isJson,
      unit,
      root: { kind: 'map', value: {}, start: text.length, end: text.length, isFlow: isJson, column: 0, items: [] },
    };
  }
  return { text, isJson, unit, root: placeOf(root, text) };
}

function isStrictJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return text.trim() === '';
  }
}

function placeOf(node: unknown, text: string): Place {
  const [start = 0, end = start] = isNode(node) ? (node.range ?? []) : [];
  if (isMap(node)) return mapOf(node, text);
  if (isSeq(node)) return listOf(node, text);
  const value: unknown = isScalar(node) ? node.value : isAlias(node) ? `*${node.source}` : undefined;
  return { kind: 'leaf', value, start, end, isBlock: isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') };
}

function mapOf(node: YAMLMap, text: string): Collection {
  const isFlow = node.flow === true;
  const items = node.items.map((pair): Item => {
    const [keyStart = 0, keyEnd = 0] = isNode(pair.key) ? (pair.key.range ?? []) : [];
    const colon = text.indexOf(':', keyEnd);
    const value = pair.value === null ? empty(colon + 1) : placeOf(pair.value, text);
    const id = isScalar(pair.key) ? String(pair.key.value) : JSON.stringify(pair.key);
    return { id, value, ...extent({ start: keyStart, after: colon + 1, end: Math.max(value.end, colon + 1) }, isFlow, text) };
  });
  return collection('map', node, { items, isFlow });
}

function empty(at: number): Leaf {
  return { kind: 'leaf', value: null, start: at, end: at, isBlock: false };
}

function listOf(node: YAMLSeq, text: string): Place {
  const isFlow = node.flow === true;
  const values = node.items.map((item) => placeOf(isPair(item) ? item.value : item, text));
  const ids = values.map((value) => identity(value));
  if (new Set(ids).size < ids.length) {
    const [start, end] = node.range ?? [0, 0];
    return { kind: 'leaf', value: values.map(({ value }) => value), start, end, isBlock: !isFlow };
  }
  const items = values.map((value, index): Item => {
    const dash = isFlow ? value.start : dashOf(node, index, value.start);
    return { id: ids[index] ?? '', value, ...extent({ start: dash, after: dash + (isFlow ? 0 : 1), end: value.end }, isFlow, text) };
  });
  return collection('list', node, { items, isFlow });
}

/** What an entry of a list is known by. */
function identity({ value }: Place): string {
  const { name, id } = typeof value === 'object' && value !== null ? (value as { readonly name?: unknown; readonly id?: unknown }) : {};
  const known = name ?? id;
  return typeof known === 'string' ? `=${known}` : JSON.stringify(value);
}

function dashOf(node: YAMLSeq, index: number, otherwise: number): number {
  const token = node.srcToken;
  if (token?.type !== 'block-seq') return otherwise;
  return token.items[index]?.start.find(({ type }) => type === 'seq-item-ind')?.offset ?? otherwise;
}

function extent(
  { start, after, end }: { readonly start: number; readonly after: number; readonly end: number },
  isFlow: boolean,
  text: string,
): Omit<Item, 'id' | 'value'> {
  if (isFlow) return { start, after, end, lead: start, head: start };
  const line = text.lastIndexOf('\n', start - 1) + 1;
  // A block ends behind its last line break already.
  const last = text.charAt(end - 1) === '\n' && end > after ? end : lineEnd(text, end);
  return { start: line, after, end: withoutBlankEnd(text, line, last), lead: leadOf(text, line), head: start };
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at + 1;
}

/** Empty and comment lines behind a block are no part of it. */
function withoutBlankEnd(text: string, start: number, end: number): number {
  let last = end;
  for (;;) {
    const line = text.lastIndexOf('\n', last - 2) + 1;
    if (line <= start || !/^[ \t]*\r?\n?$/.test(text.slice(line, last))) return last;
    last = line;
  }
}

function leadOf(text: string, start: number): number {
  let lead = start;
  while (lead > 0) {
    const line = text.lastIndexOf('\n', lead - 2) + 1;
    if (!/^[ \t]*#/.test(text.slice(line, lead)) || line >= lead) return lead;
    lead = line;
  }
  return lead;
}

function collection(
  kind: Collection['kind'],
  node: YAMLMap | YAMLSeq,
  { items, isFlow }: { readonly items: readonly Item[]; readonly isFlow: boolean },
): Collection {
  const [start = 0, end = 0] = node.range ?? [];
  const [first] = items;
  const column = first === undefined || isFlow ? 0 : first.head - first.start;
  const value =
    kind === 'map' ? Object.fromEntries(items.map((item) => [item.id, item.value.value])) : items.map((item) => item.value.value);
  return { kind, value, start, end, isFlow, column, items };
}
