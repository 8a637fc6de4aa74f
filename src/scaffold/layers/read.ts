import { listed } from '../../shared/text.js';
import { UserError } from '../../shared/errors.js';
import { decoded } from '../../shared/disk.js';
import { isText } from '../render/text.js';
import { mergeKind } from '../merge/kind.js';
import type { Contents, Fragment, Layer, LayerOption, Templates, Versions } from './layer.js';
import { parseLayer, parseVersions, type RawLayer } from './parse.js';

/** More is no folder of templates but one that holds everything. */
export const MOST_FILES = 5000;

/** A folder of templates: path relative to it → bytes. */
export interface TemplateFolder {
  /** How it is called in messages. */
  readonly name: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What is no file of its own: path → `a link`. */
  readonly others: ReadonlyMap<string, string>;
}

/** Layers of several folders; a later one replaces layers and versions of the earlier ones. */
export function readTemplates(folders: readonly TemplateFolder[]): Templates {
  const layers = new Map<string, Layer>();
  let versions: Versions = { packages: {}, overrides: {} };
  for (const folder of folders) {
    for (const layer of layersOf(folder)) layers.set(layer.name, layer);
    const { packages, overrides = {} } = versionsOf(folder);
    versions = { packages: { ...versions.packages, ...packages }, overrides: { ...versions.overrides, ...overrides } };
  }
  for (const layer of layers.values()) checkReferences(layer, { layers, versions });
  return { layers: new Map([...layers].sort(([a], [b]) => (a < b ? -1 : 1))), versions };
}

function versionsOf({ name, files }: TemplateFolder): {
  packages: Readonly<Record<string, string>>;
  overrides?: Readonly<Record<string, unknown>>;
} {
  const bytes = files.get('versions.json');
  return bytes === undefined ? { packages: {} } : parseVersions(decoded(bytes), `${name}/versions.json`);
}

function layersOf(folder: TemplateFolder): Layer[] {
  const names = [...folder.files.keys()].flatMap((file) => /^([^/]+)\/layer\.yaml$/.exec(file)?.[1] ?? []);
  if (names.length === 0) {
    throw new UserError('E_TEMPLATE', `${folder.name} has no layers`, { hint: 'A layer is a folder with a layer.yaml and files/ in it.' });
  }
  return names.map((name) => layerOf(name, folder));
}

function layerOf(name: string, { name: folderName, files, others }: TemplateFolder): Layer {
  const [other] = [...others].filter(([file]) => file.startsWith(`${name}/`));
  if (other !== undefined) {
    throw new UserError('E_TEMPLATE', `${folderName}/${other[0]} is ${other[1]}`, { hint: 'A template holds files: put it there itself.' });
  }
  const below = new Map(
    [...files].flatMap(([file, bytes]) => (file.startsWith(`${name}/`) ? [[file.slice(name.length + 1), contentOf(bytes)]] : [])),
  );
  const text = (file: string): string | undefined => {
    const found = below.get(file);
    return typeof found === 'string' ? found : undefined;
  };
  const raw = parseLayer(text('layer.yaml') ?? '', `${folderName}/${name}/layer.yaml`);
  const [readme, adr] = [text('readme.md'), text('adr.md')];
  return {
    name,
    ...dataOf(raw),
    files: filesBelow('files/', below),
    fragments: fragmentsOf(below, `${folderName}/${name}`),
    ...(readme === undefined ? {} : { readme }),
    ...(adr === undefined ? {} : { adr }),
  };
}

const NOTHING = {
  internal: false,
  requires: [],
  conflicts: [],
  calls: [],
  callees: [],
  dependencies: [],
  devDependencies: [],
  seed: [],
  blocks: {},
} as const;

function dataOf({ default: isDefault = false, env = [], options = [], ...raw }: RawLayer): Omit<Layer, 'name' | 'files' | 'fragments'> {
  return {
    ...NOTHING,
    ...raw,
    isDefault,
    env: env.map((variable) => ({ ...withTextDefault(variable), secret: variable.secret ?? false })),
    options: options.map(optionOf),
  };
}

function contentOf(bytes: Uint8Array): string | Uint8Array {
  return isText(bytes) ? decoded(bytes).replaceAll('\r\n', '\n') : bytes;
}

function withTextDefault<T extends { readonly default?: string | number | boolean }>(
  entry: T,
): Omit<T, 'default'> & { readonly default?: string } {
  const { default: value, ...rest } = entry;
  return value === undefined ? rest : { ...rest, default: String(value) };
}

function optionOf(option: NonNullable<RawLayer['options']>[number]): LayerOption {
  const { choices, ...rest } = withTextDefault(option);
  return choices === undefined ? rest : { ...rest, choices: choices.map(String) };
}

function filesBelow(prefix: string, files: Contents): Contents {
  return new Map([...files].flatMap(([file, content]) => (file.startsWith(prefix) ? [[dotted(file.slice(prefix.length)), content]] : [])));
}

/** npm leaves `.gitignore` and `.npmrc` out of a package: in templates they are `dot-gitignore` and `dot-npmrc`. */
function dotted(path: string): string {
  return path.replaceAll(/(^|\/)dot-/g, '$1.');
}

const FRAGMENT = /^(?:merge|peers\/(callee|caller))\/(service|workspace)\/(.+)$/;

function fragmentsOf(files: Contents, layer: string): Fragment[] {
  return [...files].flatMap(([file, text]): Fragment[] => {
    const [, per, of, path] = FRAGMENT.exec(file) ?? [];
    if (path === undefined) return [];
    const isOfPeer = per !== undefined && path.includes('gadget-service');
    if (typeof text !== 'string' || (mergeKind(path) !== 'keys' && !isOfPeer)) {
      throw new UserError('E_TEMPLATE', `only JSON and YAML can be merged: ${layer}/${file}`, {
        hint: 'Put a whole file under files/, or lines into `blocks`; a file for each peer has gadget-service in its path.',
      });
    }
    return [
      {
        of: of === 'service' ? 'service' : 'workspace',
        ...(per === 'callee' || per === 'caller' ? { per } : {}),
        path: dotted(path),
        text,
      },
    ];
  });
}

function checkReferences({ name, requires, dependencies, devDependencies }: Layer, { layers, versions }: Templates): void {
  const unknown = requires.filter((other) => !layers.has(other));
  if (unknown.length > 0) {
    throw new UserError('E_TEMPLATE', `the layer ${name} requires layers that are not there: ${listed(unknown)}`, {
      hint: 'Check what it requires.',
    });
  }
  const unpinned = [...dependencies, ...devDependencies].filter((dependency) => !(dependency in versions.packages));
  if (unpinned.length > 0) {
    throw new UserError('E_TEMPLATE', `the layer ${name} needs packages without a version: ${listed(unpinned)}`, {
      hint: 'Put them into versions.json.',
    });
  }
}
