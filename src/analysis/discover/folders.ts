import { baseName, isInside } from '../deployment-files/paths.js';
import type { Package } from '../deployment-files/packages.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import { isSource } from './source-files.js';

const MANY_PACKAGES = 2;

export function packageAt(files: DeploymentFiles, folder: string): Package | undefined {
  return files.packages.find((p) => p.folder === folder);
}

export function holdsMany(files: DeploymentFiles, folder: string): boolean {
  return files.packages.filter((p) => p.folder !== folder && isInside(p.folder, folder)).length >= MANY_PACKAGES;
}

export function hasSource(files: DeploymentFiles, folder: string): boolean {
  return files.tree.files.some((file) => isInside(file, folder) && isSource(file));
}

export function hasCode(files: DeploymentFiles, folder: string): boolean {
  return files.tree.files.some(
    (file) =>
      isInside(file, folder) &&
      (isSource(file) || /\.(py|go|java|php|rb|cs|rs|kt|ex|scala|cpp|cc)$|(^|\/)(pom\.xml|go\.mod|composer\.json|Cargo\.toml)$/.test(file)),
  );
}

/** A folder whose name is one of these words, without separators and the word "service". */
export function byName(files: DeploymentFiles, words: readonly string[]): string | undefined {
  const wanted = new Set(words.map(bare).filter((w) => w.length > 1));
  const folders = [
    ...new Set([
      ...files.packages.map((p) => p.folder),
      ...files.tree.files.flatMap((f) => /^((?:.*\/)?(?:apps|services|packages|microservices)\/[^/]+)\//.exec(f)?.[1] ?? []),
    ]),
  ];
  return folders.filter((f) => f !== '.' && wanted.has(bare(baseName(f)))).sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0];
}

export function bare(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[-_.\s]/g, '')
      .replace(/(micro)?services?$|depl(oyment)?$|^ms/g, '') || name.toLowerCase()
  );
}
