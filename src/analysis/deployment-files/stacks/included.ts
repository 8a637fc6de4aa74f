import { folderOf, joinPath } from '../../../shared/paths.js';
import { get, readYaml, type Item } from '../yaml.js';

/** `${file(./functions.yml)}`, `${file(../app.yml):domains.api}`. */
const FILE = /^\$\{file\(([^(){}]+)\)(?::([\w.-]+))?(?:,[^{}]*)?\}$/;

/** Files that include each other in a circle end here. */
const MAX_FILES = 50;

type Read = (file: string) => string | undefined;

/** A file of the Serverless Framework with the YAML and JSON that it includes, each at its own place. */
export function withIncluded(document: Item, file: string, read: Read): Item {
  const known = new Map<string, Item | undefined>();
  const itemOf = (path: string): Item | undefined => {
    if (known.has(path)) return known.get(path);
    if (known.size >= MAX_FILES || !/\.(?:ya?ml|json)$/.test(path)) return undefined;
    // What includes itself finds nothing there.
    known.set(path, undefined);
    const text = read(path);
    const [found] = text === undefined ? [] : readYaml(path, text).documents;
    known.set(path, found && expanded(found, path, itemOf));
    return known.get(path);
  };
  return expanded(document, file, itemOf);
}

function expanded(item: Item, file: string, itemOf: (path: string) => Item | undefined): Item {
  if (item.map) return { ...item, map: new Map([...item.map].map(([name, one]) => [name, expanded(one, file, itemOf)])) };
  if (item.list) return { ...item, list: item.list.map((one) => expanded(one, file, itemOf)) };
  const [, path, inside] = FILE.exec(item.text ?? '') ?? [];
  if (path === undefined) return item;
  const found = itemOf(joinPath(folderOf(file), `./${path.trim()}`));
  return (inside === undefined ? found : get(found, ...inside.split('.'))) ?? item;
}
