import { type Document, isCollection, isNode, LineCounter, parseDocument, visit } from 'yaml';

import type { Problem } from '../../model/deployment.js';

/** A description of an API, YAML or JSON, with places. */
export interface ApiDocument {
  readonly root: Readonly<Record<string, unknown>>;
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

/** undefined: its root is no map. `kind` is what a broken one is called. */
export function readApiDocument(file: string, text: string, kind: string): ApiDocument | Problem | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    return { at: { file, line, column: col }, message: `broken ${kind} document: ${error.message}` };
  }
  const root = contentOf(document);
  if (root instanceof Error) return { at: { file, line: 1, column: 1 }, message: `broken ${kind} document: ${root.message}` };
  return isObject(root) ? { root, document, lines } : undefined;
}

/** Aliases are only looked at here: one without an anchor, or too many of them, is an error. */
function contentOf(document: Document.Parsed): unknown {
  try {
    if (hasCollectionKey(document)) return new Error('a key is a list or a map');
    return document.toJS({ maxAliasCount: 1000 });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** They are written out as texts, which takes the square of their depth: made for that, a file would take minutes. */
function hasCollectionKey(document: Document.Parsed): boolean {
  let isThere = false;
  visit(document, {
    Pair: (_, { key }) => {
      isThere ||= isCollection(key);
      return isThere ? visit.BREAK : undefined;
    },
  });
  return isThere;
}

/** Line of the value under these keys, or of the innermost that stands in the text itself. */
export function lineAt({ document, lines }: ApiDocument, keys: readonly string[]): number {
  for (let length = keys.length; length > 0; length--) {
    const node: unknown = document.getIn(keys.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
