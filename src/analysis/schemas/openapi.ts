import { isPair, visit } from 'yaml';

import type { Problem } from '../../model/deployment.js';
import type { OpenapiFile } from '../../model/schema.js';
import { type ApiDocument, isObject, readApiDocument } from './document.js';

const VERBS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/** Operations of an OpenAPI document, 3.x or 2.0, YAML or JSON; undefined: it is none. */
export function readOpenapi(file: string, text: string): OpenapiFile | Problem | undefined {
  if (!/^\s*(?:\{\s*)?["']?(?:openapi|swagger)["']?\s*:/m.test(text)) return undefined;
  const read = readApiDocument(file, text, 'OpenAPI');
  if (read === undefined || 'message' in read) return read;
  const { root } = read;
  if (!isObject(root.paths)) return undefined;
  const lineOf = placesOf(read);
  const operations = Object.entries(root.paths).flatMap(([path, item]) =>
    Object.keys(isObject(item) ? item : {})
      .filter((verb) => VERBS.has(verb.toLowerCase()))
      .map((verb) => ({ method: verb.toUpperCase(), path, line: lineOf(path, verb) })),
  );
  return { file, title: isObject(root.info) && typeof root.info.title === 'string' ? root.info.title : '', base: baseOf(root), operations };
}

/** Lines of the verbs under `paths`. */
function placesOf({ document, lines }: ApiDocument): (path: string, verb: string) => number {
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
