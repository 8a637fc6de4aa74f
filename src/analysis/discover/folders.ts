import { bare } from '../deployment-files/names.js';
import { baseName, folderOf } from '../../shared/paths.js';
import type { Package } from '../deployment-files/packages.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import { isInGroup } from '../deployment-files/sandboxes.js';
import { sourceIn } from './source-files.js';

/** What the folders of a tree hold: asked for many folders, counted once. */
export interface Folders {
  packageAt(folder: string): Package | undefined;
  /** The package of the folder itself or of the nearest one above it. */
  packageAbove(folder: string): Package | undefined;
  /** Other packages below it. */
  packagesBelow(folder: string): number;
  /** Several packages: a folder of services or libraries, not one of them. */
  holdsMany(folder: string): boolean;
  /** TypeScript or JavaScript that runs in production. */
  hasSource(folder: string): boolean;
  /** Source in any language. */
  hasCode(folder: string): boolean;
  isSource(file: string): boolean;
  /** The folder named by the first of these words that names one, as it is, or without separators and the word "service". */
  byName(words: readonly string[]): string | undefined;
  /** The folder of this very name. */
  named(name: string): string | undefined;
  /** Another package of the repository depends on it. */
  isLibrary(folder: string): boolean;
}

const MANY_PACKAGES = 2;
const OTHER_CODE = /\.(py|go|java|php|rb|cs|rs|kt|ex|scala|cpp|cc)$|(^|\/)(pom\.xml|go\.mod|composer\.json|Cargo\.toml)$/;
/** What is built by itself. */
const BUILD_FILE =
  /(^|\/)(pom\.xml|build\.gradle(\.kts)?|go\.mod|Cargo\.toml|composer\.json|requirements\.txt|pyproject\.toml|mix\.exs|[^/]+\.csproj)$/;
/** Folders whose children are named after what they are. */
const GROUPS = /^((?:.*\/)?(?:apps|services|packages|microservices)\/[^/]+)\//;

export function foldersOf({ tree, packages }: Pick<DeploymentFiles, 'tree' | 'packages'>): Folders {
  const source = new Set(sourceIn(tree));
  const withSource = foldersAbove(source);
  const withCode = foldersAbove(tree.files.filter((file) => source.has(file) || OTHER_CODE.test(file)));
  const byFolder = new Map(packages.map((p) => [p.folder, p]));
  const below = new Map<string, number>();
  for (const { folder } of packages) for (const above of foldersOver(folder)) below.set(above, (below.get(above) ?? 0) + 1);
  const used = new Set(packages.flatMap((p) => Object.keys(p.dependencies).filter((name) => name !== p.name)));
  const isLibrary = (folder: string): boolean => used.has(byFolder.get(folder)?.name ?? '');
  const groups = tree.files.flatMap((file) => GROUPS.exec(file)?.[1] ?? []);
  const built = tree.files.filter((file) => BUILD_FILE.test(file)).map(folderOf);
  const candidates = [...new Set([...packages.map((p) => p.folder), ...groups, ...built])].filter((folder) => folder !== '.');
  // What is a package and lies among processes comes before left-overs of the same name, and libraries last.
  const rank = (folder: string): number => (isLibrary(folder) ? 4 : 0) + (byFolder.has(folder) ? 0 : 2) + (isInGroup(folder) ? 0 : 1);
  const [exact, similar] = [new Map<string, string>(), new Map<string, string>()];
  for (const folder of candidates.sort((a, b) => rank(a) - rank(b) || a.length - b.length || (a < b ? -1 : 1))) {
    const name = baseName(folder).toLowerCase();
    if (!exact.has(name) && !isLibrary(folder)) exact.set(name, folder);
    if (!similar.has(bare(name))) similar.set(bare(name), folder);
  }
  return {
    packageAt: (folder) => byFolder.get(folder),
    packageAbove: (folder) => [folder, ...foldersOver(folder)].map((above) => byFolder.get(above)).find((p) => p !== undefined),
    packagesBelow: (folder) => below.get(folder) ?? 0,
    holdsMany: (folder) => (below.get(folder) ?? 0) >= MANY_PACKAGES,
    hasSource: (folder) => withSource.has(folder),
    hasCode: (folder) => withCode.has(folder),
    isSource: (file) => source.has(file),
    byName: (words) =>
      words
        .filter((word) => bare(word).length > 1)
        .map((word) => exact.get(word.toLowerCase()) ?? similar.get(bare(word)))
        .find((folder) => folder !== undefined),
    named: (name) => exact.get(name.toLowerCase()),
    isLibrary,
  };
}

/** `a/b` is over `a/b/c`; the root is over all. */
function foldersOver(path: string): string[] {
  const out: string[] = [];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) out.push(path.slice(0, at));
  return path === '.' ? out : [...out, '.'];
}

function foldersAbove(files: Iterable<string>): Set<string> {
  const out = new Set<string>();
  for (const file of files) for (let at = folderOf(file); !out.has(at); at = folderOf(at)) out.add(at);
  return out;
}
