import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  visit,
  type Alias,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  type ErrorCode,
} from 'yaml';

import type { Problem } from '../../model/deployment.js';
import type { Location } from '../../model/location.js';
import { once } from '../../shared/once.js';

/** A value of a YAML file with the place it stands at: of maps, lists and nothing that of their key. Scalars are text as written. */
export interface Item {
  readonly at: Location;
  readonly text?: string;
  readonly map?: ReadonlyMap<string, Item>;
  readonly list?: readonly Item[];
}

export interface YamlFile {
  readonly documents: readonly Item[];
  readonly problems: readonly Problem[];
}

/** Nesting beyond this is an attack, not a deployment. */
const MAX_DEPTH = 60;
/** Items of one file: aliases that multiply end here. */
const MAX_ITEMS = 50_000;

/**
 * Reads YAML as compose and Kubernetes do: merge keys, text as written, every broken document told with its line. Of text that was made
 * out of another, `sources` are the lines it comes from.
 */
export function readYaml(file: string, text: string, sources: readonly number[] = []): YamlFile {
  const counter = new LineCounter();
  const lines: Lines = { counter, sources };
  const problems: Problem[] = [];
  const documents: Item[] = [];
  try {
    for (const document of parseAllDocuments(text, {
      lineCounter: counter,
      merge: true,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    })) {
      if (!('contents' in document)) continue;
      const [error] = document.errors;
      if (error) problems.push({ at: placeAt(file, lines, error.pos[0]), message: `broken YAML: ${wordsOf(error)}` });
      else documents.push(itemOf(document.contents, { file, lines, targets: once(() => targetsOf(document)), count: { items: 0 } }, 0));
    }
  } catch (error) {
    problems.push({ at: { file, line: 1, column: 1 }, message: `broken YAML: ${error instanceof Error ? error.message : String(error)}` });
  }
  return { documents, problems };
}

function wordsOf({ code, message }: { readonly code: ErrorCode; readonly message: string }): string {
  return code === 'RESOURCE_EXHAUSTION' ? 'nested too deeply' : (message.split('\n')[0] ?? '');
}

export function get(item: Item | undefined, ...path: readonly string[]): Item | undefined {
  return path.reduce<Item | undefined>((at, name) => at?.map?.get(name), item);
}

export function textOf(item: Item | undefined, ...path: readonly string[]): string | undefined {
  return get(item, ...path)?.text;
}

export function listOf(item: Item | undefined, ...path: readonly string[]): readonly Item[] {
  return get(item, ...path)?.list ?? [];
}

export function entriesOf(item: Item | undefined, ...path: readonly string[]): readonly (readonly [string, Item])[] {
  return [...(get(item, ...path)?.map ?? [])];
}

/** A map of texts. */
export function textsOf(item: Item | undefined, ...path: readonly string[]): Record<string, string> {
  return Object.fromEntries(entriesOf(item, ...path).flatMap(([name, { text }]) => (text === undefined ? [] : [[name, text]])));
}

interface Reading {
  readonly file: string;
  readonly lines: Lines;
  readonly targets: () => ReadonlyMap<Alias, Node>;
  readonly count: { items: number };
}

function itemOf(node: unknown, reading: Reading, depth: number): Item {
  const real = isAlias(node) ? reading.targets().get(node) : node;
  const at = placeAt(reading.file, reading.lines, (real as Node | null)?.range?.[0] ?? 0);
  if (depth > MAX_DEPTH || ++reading.count.items > MAX_ITEMS) return { at };
  if (isScalar(real)) return { at, text: scalarText(real) };
  if (isSeq(real)) return { at, list: real.items.map((item) => itemOf(item, reading, depth + 1)) };
  if (isMap(real)) return { at, map: mapOf(real.items, reading, depth) };
  return { at };
}

/** What each alias stands for, found in one walk: asked one by one, each walks through the whole document. */
function targetsOf(document: Document): ReadonlyMap<Alias, Node> {
  const anchored = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Node: (_, node) => {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchored.set(node.anchor, node);
        return;
      }
      const target = anchored.get(node.source);
      if (target !== undefined) targets.set(node, target);
    },
  });
  return targets;
}

function mapOf(pairs: readonly Pair[], reading: Reading, depth: number): Map<string, Item> {
  const out = new Map<string, Item>();
  for (const pair of pairs) {
    const key = isScalar(pair.key) ? scalarText(pair.key) : undefined;
    if (key === undefined) continue;
    const value = itemOf(pair.value, reading, depth + 1);
    if (key === '<<') merge(out, value);
    else
      out.set(
        key,
        (value.text ?? '') === '' ? { ...value, at: placeAt(reading.file, reading.lines, (pair.key as Node).range?.[0] ?? 0) } : value,
      );
  }
  return out;
}

/** Own keys win over merged ones, wherever `<<` stands. */
function merge(into: Map<string, Item>, from: Item): void {
  for (const source of from.list ?? [from]) for (const [key, value] of source.map ?? []) if (!into.has(key)) into.set(key, value);
}

function scalarText(scalar: Scalar): string {
  if (scalar.value === null) return '';
  if (scalar.type === 'PLAIN' && scalar.source !== undefined) return scalar.source;
  return typeof scalar.value === 'string' ? scalar.value : JSON.stringify(scalar.value);
}

interface Lines {
  readonly counter: LineCounter;
  readonly sources: readonly number[];
}

function placeAt(file: string, { counter, sources }: Lines, offset: number): Location {
  const { line, col } = counter.linePos(offset);
  return { file, line: sources[line - 1] ?? Math.max(1, line), column: Math.max(1, col) };
}
