import type { EnvEntry } from '../../../model/deployment.js';
import { groupBy } from '../../../shared/group-by.js';
import { readDotenv } from '../dotenv.js';
import type { Part } from './environments.js';
import { secretOf, type Configs } from './configs.js';
import type { Manifest } from './read.js';
import { baseName, folderOf, joinPath } from '../../../shared/paths.js';
import type { Tree } from '../tree.js';
import { listOf, readYaml, textOf, type Item } from '../yaml.js';

interface Kustomization {
  readonly folder: string;
  /** Files and folders it is made of. */
  readonly resources: readonly string[];
  readonly patches: readonly string[];
  readonly configs: Configs;
}

interface Kustomized {
  readonly parts: readonly Part[];
  /** What no kustomization is made of. */
  readonly rest: readonly Manifest[];
}

/** Each kustomization that no other is built on is an environment: its resources, those of its bases, and then its patches. */
export function kustomized(tree: Tree, files: readonly string[], manifests: readonly Manifest[]): Kustomized {
  const own = files.filter((file) => /^kustomization\.ya?ml$/i.test(baseName(file)));
  const all = new Map(own.map((file) => [folderOf(file), readKustomization(tree, file)]));
  const used = new Set([...all.values()].flatMap(({ resources }) => resources));
  const leaves = [...all.values()]
    .filter(({ folder }) => !used.has(folder))
    .map((leaf) => ({ leaf, chain: chainTo(leaf, all, new Set()) }));
  const covered = new Set(leaves.flatMap(({ chain }) => chain.flatMap(({ resources, patches }) => [...resources, ...patches])));
  const byFile = groupBy(manifests, ({ file }) => file);
  const parts = leaves.map(({ leaf, chain }) => ({
    name: `kubernetes ${leaf.folder}`,
    manifests: [...chain.flatMap(({ resources }) => resources), ...chain.flatMap(({ patches }) => patches)].flatMap(
      (file) => byFile.get(file) ?? [],
    ),
    configs: new Map(chain.flatMap(({ configs }) => [...configs])),
  }));
  return { parts, rest: manifests.filter(({ file }) => !covered.has(file)) };
}

/** Bases first. */
function chainTo(one: Kustomization, all: ReadonlyMap<string, Kustomization>, seen: Set<string>): Kustomization[] {
  if (seen.has(one.folder)) return [];
  seen.add(one.folder);
  const bases = one.resources.flatMap((path) => all.get(path) ?? []);
  return [...bases.flatMap((base) => chainTo(base, all, seen)), one];
}

function readKustomization(tree: Tree, file: string): Kustomization {
  const folder = folderOf(file);
  const [document] = readYaml(file, tree.read(file) ?? '').documents;
  const paths = (...keys: readonly string[]): string[] =>
    keys
      .flatMap((key) => listOf(document, key).flatMap((item) => item.text ?? textOf(item, 'path') ?? []))
      .map((path) => joinPath(folder, path));
  const generated = (key: string, kind: string): [string, ReadonlyMap<string, EnvEntry>][] =>
    listOf(document, key).map((item) => [`${kind} ${textOf(item, 'name') ?? ''}`, new Map(entriesIn(tree, folder, kind, item))]);
  return {
    folder,
    resources: paths('resources', 'bases', 'components'),
    patches: paths('patches', 'patchesStrategicMerge'),
    configs: new Map([...generated('configMapGenerator', 'ConfigMap'), ...generated('secretGenerator', 'Secret')]),
  };
}

/** `literals: [A=1]` and `envs: [a.env]` of a generator. */
function entriesIn(tree: Tree, folder: string, kind: string, item: Item): [string, EnvEntry][] {
  const name = textOf(item, 'name') ?? '';
  const files = [
    ...listOf(item, 'envs').flatMap(({ text }) => text ?? []),
    ...(textOf(item, 'env') === undefined ? [] : [textOf(item, 'env') ?? '']),
  ];
  const fromFiles = files.map((path) => joinPath(folder, path)).flatMap((file) => readDotenv(file, tree.read(file) ?? ''));
  const literals = listOf(item, 'literals').flatMap(({ text, at }) => {
    const [, key, value] = /^([^=]+)=([^]*)$/.exec(text ?? '') ?? [];
    return key === undefined ? [] : [{ name: key, value: (value ?? '').replace(/^(["'])([^]*)\1$/, '$2'), at }];
  });
  return [...fromFiles, ...literals].map(({ name: key, value, at }) => [
    key,
    { value, at, ...(kind === 'Secret' ? { secret: secretOf(name, key), source: 'secret' } : { source: 'configmap' }) },
  ]);
}
