import { groupBy } from '../../../shared/group-by.js';
import type { Configs } from './configs.js';
import { isWorkload } from './workloads.js';
import type { Manifest } from './read.js';
import { folderOf } from '../../../shared/paths.js';
import { textOf } from '../yaml.js';

/** Manifests that belong together, before they are read. */
export interface Part {
  readonly name: string;
  readonly manifests: readonly Manifest[];
  /** Config maps that are generated, not written. */
  readonly configs: Configs;
}

const STAGE =
  /(?:^|[/._-])(dev|development|local|minikube|kind|staging|stage|stg|prod|production|prd|test|qa|uat|preprod|preview|demo)(?=[/._-])/i;
/** Folders of folders of environments. */
const MAX_DEPTH = 4;

/** One workload runs once in an environment: where two files describe it, they are of two environments, told apart by stage or folder. */
export function separate(manifests: readonly Manifest[]): Part[] {
  return split(manifests, []).map(({ keys, own }) => ({
    name: ['kubernetes', ...(keys.length > 0 ? keys : [commonFolder(own.filter(isWorkload))])].join(' '),
    manifests: own,
    configs: new Map(),
  }));
}

interface Split {
  /** Stages and folders that tell it from the others. */
  readonly keys: readonly string[];
  readonly own: readonly Manifest[];
}

function split(manifests: readonly Manifest[], keys: readonly string[]): Split[] {
  if (keys.length >= MAX_DEPTH || clashing(manifests, ({ file }) => file).size === 0) return [{ keys, own: manifests }];
  const folder = commonFolder(manifests.filter(isWorkload));
  for (const keyOf of [stageOf, (manifest: Manifest) => below(folder, manifest.file)]) {
    const twice = clashing(manifests, keyOf);
    if (twice.size === 0) continue;
    const groups = groupBy(manifests, keyOf);
    const variants = new Set([...groups].flatMap(([key, own]) => (own.some((m) => twice.has(identity(m))) ? [key] : [])));
    const common = manifests.filter((manifest) => !variants.has(keyOf(manifest)));
    return [...variants].flatMap((key) => split([...common, ...(groups.get(key) ?? [])], [...keys, key]));
  }
  return [{ keys, own: manifests }];
}

/** Workloads that stand under several keys. */
function clashing(manifests: readonly Manifest[], keyOf: (manifest: Manifest) => string): Set<string> {
  const keys = new Map<string, Set<string>>();
  for (const manifest of manifests.filter(isWorkload)) {
    const id = identity(manifest);
    keys.set(id, (keys.get(id) ?? new Set()).add(keyOf(manifest)));
  }
  return new Set([...keys].flatMap(([id, own]) => (own.size > 1 ? [id] : [])));
}

function identity({ kind, name, item }: Manifest): string {
  return [kind, textOf(item, 'metadata', 'namespace') ?? 'default', name].join(' ');
}

function stageOf({ file }: Manifest): string {
  return STAGE.exec(file)?.[1]?.toLowerCase() ?? 'any stage';
}

/** The folder or file right below a folder on the way to a file. */
function below(folder: string, file: string): string {
  const rest = folder === '.' ? file : file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : `../${file}`;
  return rest.split('/')[0] ?? '';
}

function commonFolder(manifests: readonly Manifest[]): string {
  const [first = [], ...others] = manifests.map(({ file }) => folderOf(file).split('/'));
  let length = first.length;
  for (const parts of others) while (length > 0 && first.slice(0, length).some((part, i) => part !== parts[i])) length--;
  return first.slice(0, length).join('/') || '.';
}
