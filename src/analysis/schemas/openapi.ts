import { isCollection, isPair, LineCounter, parseDocument, visit } from 'yaml';

import type { Problem } from '../../model/deployment.js';
import type { OpenapiFile } from '../../model/schema.js';

const VERBS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/** Operations of an OpenAPI document, 3.x or 2.0, YAML or JSON; undefined: it is none. */
export function readOpenapi(file: string, text: string): OpenapiFile | Problem | undefined {
  if (!/^\s*(?:\{\s*)?["']?(?:openapi|swagger)["']?\s*:/m.test(text)) return undefined;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    return { at: { file, line, column: col }, message: `broken OpenAPI document: ${error.message}` };
  }
  const root = contentOf(document);
  if (root instanceof Error) return { at: { file, line: 1, column: 1 }, message: `broken OpenAPI document: ${root.message}` };
  if (!isObject(root) || !isObject(root.paths)) return undefined;
  const lineOf = placesOf(document, lines);
  const operations = Object.entries(root.paths).flatMap(([path, item]) =>
    Object.keys(isObject(item) ? item : {})
      .filter((verb) => VERBS.has(verb.toLowerCase()))
      .map((verb) => ({ method: verb.toUpperCase(), path, line: lineOf(path, verb) })),
  );
  return { file, title: isObject(root.info) && typeof root.info.title === 'string' ? root.info.title : '', base: baseOf(root), operations };
}

/** Aliases are only looked at here: one without an anchor, or too many of them, is an error. */
function contentOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    if (hasCollectionKey(document)) return new Error('a key is a list or a map');
    return document.toJS({ maxAliasCount: 1000 });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** They are written out as texts, which takes the square of their depth: made for that, a file would take minutes. */
function hasCollectionKey(document: ReturnType<typeof parseDocument>): boolean {
  let isThere = false;
  visit(document, {
    Pair: (_, { key }) => {
      isThere ||= isCollection(key);
      return isThere ? visit.BREAK : undefined;
    },
  });
  return isThere;
}

/** Lines of the verbs under `paths`. */
function placesOf(document: ReturnType<typeof parseDocument>, lines: LineCounter): (path: string, verb: string) => number {
  const known = new Map<string, number>();
  visit(document, {
    Map: (_, map, ancestors) => {
      const [path, paths] = [...ancestors].reverse().filter(isPair);
      if (paths === undefined || path === undefined || String(paths.key) !== 'paths') return undefined;
      for (const { key } of map.items) {
        const range = isObject(key) && Array.isArray(key.range) ? Number(key.range[0]) : 0;
        known.set(`${String(path.key)} ${String(key)}`, lines.linePos(range).line);
      }
      return visit.SKIP;
    },
  });
  return (path, verb) => known.get(`${path} ${verb}`) ?? 1;
}

/** `basePath` of 2.0, the path of the first server of 3.x; a server that is not known has none. */
function baseOf({ basePath, servers }: Readonly<Record<string, unknown>>): string {
  if (typeof basePath === 'string') return basePath;
  const [first] = Array.isArray(servers) ? (servers as unknown[]) : [];
  const url = isObject(first) && typeof first.url === 'string' ? first.url : '';
  const [, path = ''] = /^(?:[a-z]+:)?\/\/[^/]*(\/.*)?$/i.exec(url) ?? ['', url];
  return path.includes('{') ? '' : path;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
