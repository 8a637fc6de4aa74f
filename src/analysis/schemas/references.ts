import { isObject, readApiDocument } from './document.js';

type Content = Readonly<Record<string, unknown>>;

/** A map, or what its `$ref` leads to; undefined where that is none. */
export type Dereference = (value: unknown) => Content | undefined;

/** References to references are followed this far: a circle leads nowhere. */
const MAX_STEPS = 20;

/** References within a document and into other files; `open` reads one, by its path relative to the document. */
export function dereferencing(root: Content, open: (path: string) => string | undefined): Dereference {
  const files = new Map<string, Content | undefined>([['', root]]);
  /** Maps of other files: references in them are relative to those. */
  const home = new WeakMap<object, string>();
  const rootOf = (file: string): Content | undefined => {
    if (files.has(file)) return files.get(file);
    const text = open(file);
    const read = text === undefined ? undefined : readApiDocument(file, text, 'AsyncAPI');
    const content = read === undefined || 'message' in read ? undefined : read.root;
    files.set(file, content);
    settle(content, file, home);
    return content;
  };
  const follow = (value: unknown, steps: number): Content | undefined => {
    if (!isObject(value) || Array.isArray(value)) return undefined;
    if (typeof value.$ref !== 'string') return value;
    if (steps === 0) return undefined;
    const [path = '', pointer = ''] = value.$ref.split('#');
    const from = home.get(value) ?? '';
    return follow(pointed(rootOf(path === '' ? from : besides(from, path)), pointer), steps - 1);
  };
  return (value) => follow(value, MAX_STEPS);
}

function settle(content: unknown, file: string, home: WeakMap<object, string>): void {
  const open = [content];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (!isObject(value) || home.has(value)) continue;
    home.set(value, file);
    open.push(...Object.values(value).filter(isObject));
  }
}

/** `../shared/channels.yaml` in `contracts/orders.yaml`; what a URL leads to lies nowhere here. */
function besides(from: string, path: string): string {
  const folder = from.includes('/') ? from.slice(0, from.lastIndexOf('/') + 1) : '';
  return /^[a-z]+:/i.test(path) ? path : `${folder}${path}`;
}

/** JSON pointer, as a fragment of a URI. */
function pointed(root: Content | undefined, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, part) => {
      const key = plain(part);
      return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    }, root);
}

function plain(part: string): string {
  return decoded(part).replaceAll('~1', '/').replaceAll('~0', '~');
}

/** What is not encoded means itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
