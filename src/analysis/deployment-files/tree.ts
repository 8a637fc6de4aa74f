import { join } from 'node:path';

import type { SkippedFile } from '../../model/deployment.js';
import { compareText } from '../../model/location.js';
import { remembered } from '../../model/remembered.js';
import { type Disk, type DiskEntry, realDisk, decoded } from '../../shared/disk.js';
import { baseName } from '../../shared/paths.js';
import { readGitignore, type Ignores } from './gitignore.js';

/** The files of a system: sorted POSIX paths relative to the root, and their text on demand. */
export interface Tree {
  readonly files: readonly string[];
  readonly skipped: readonly SkippedFile[];
  has(file: string): boolean;
  /** Is there a file below this folder? */
  hasFolder(folder: string): boolean;
  /** All files below this folder, sorted. */
  below(folder: string): readonly string[];
  /** undefined: not there or not readable. */
  read(file: string): string | undefined;
}

/** Never source of the system, whatever .gitignore says. */
const PRUNED = new Set([
  'node_modules',
  '.git',
  '.yarn',
  '.pnpm-store',
  '.next',
  '.nuxt',
  '.svelte-kit',
  '.turbo',
  '.nx',
  '.cache',
  '.idea',
  '.vscode',
  '.terraform',
  '.gradle',
  'dist',
  'coverage',
  'bower_components',
  '__pycache__',
  '.venv',
  'venv',
  '.storybook',
  'target',
  '.angular',
  '.output',
  '.serverless',
]);
/** Env files are read although they are ignored: they are how the system runs here. */
const KEPT = /^\.env(\.|$)/;
const MAX_DEPTH = 24;

export function diskTree(root: string, disk: Disk = realDisk): Tree {
  const files: string[] = [];
  const skipped: SkippedFile[] = [];
  const visit = (folder: string, outer: readonly Rules[], depth: number): void => {
    const entries = entriesOf(disk, join(root, folder));
    const own = entries.some(({ name }) => name === '.gitignore') ? readText(disk, join(root, folder, '.gitignore')) : undefined;
    const rules = own === undefined ? outer : [...outer, { folder, ignores: readGitignore(own) }];
    for (const { name, kind } of entries) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'link') skipped.push({ file: path, why: 'symlink' });
      else if (kind === 'folder') {
        if (depth < MAX_DEPTH && !isLeftOut(rules, path, kind)) visit(path, rules, depth + 1);
      } else if (kind === 'file' && !isLeftOut(rules, path, kind)) files.push(path);
    }
  };
  visit('', [], 0);
  return treeOf(files, skipped, (file) => readText(disk, join(root, file)));
}

/** Which files and folders below the root `diskTree` does not look at, for who comes by them another way. */
export function leftOut(root: string, disk: Disk = realDisk): (path: string, kind: 'file' | 'folder') => boolean {
  const rulesOf = remembered((folder: string): readonly Rules[] => {
    const outer = folder === '' ? [] : rulesOf(above(folder));
    const own = readText(disk, join(root, folder, '.gitignore'));
    return own === undefined ? outer : [...outer, { folder, ignores: readGitignore(own) }];
  });
  return (path, kind) => isLeftOut(rulesOf(above(path)), path, kind);
}

export function memoryTree(contents: Readonly<Record<string, string>>): Tree {
  return treeOf(Object.keys(contents), [], (file) => (Object.hasOwn(contents, file) ? contents[file] : undefined));
}

function treeOf(paths: readonly string[], skipped: readonly SkippedFile[], read: (file: string) => string | undefined): Tree {
  const files = [...paths].sort(compareText);
  const known = new Set(files);
  const folders = new Set(['', '.']);
  for (const file of files) for (let at = file.lastIndexOf('/'); at > 0; at = file.lastIndexOf('/', at - 1)) folders.add(file.slice(0, at));
  const texts = new Map<string, string | undefined>();
  return {
    files,
    skipped,
    has: (file) => known.has(file),
    hasFolder: (folder) => folders.has(folder),
    below: (folder) =>
      folder === '.' || folder === '' ? files : files.slice(firstFrom(files, `${folder}/`), firstFrom(files, `${folder}0`)),
    read: (file) => {
      if (!known.has(file)) return undefined;
      if (!texts.has(file)) texts.set(file, read(file)?.replace(/^\uFEFF/, ''));
      return texts.get(file);
    },
  };
}

/** Index of the first that is not before the text; `0` follows `/`, so what is below a folder is one stretch of the sorted paths. */
function firstFrom(sorted: readonly string[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareText(sorted[middle] ?? '', text) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Rules {
  readonly folder: string;
  readonly ignores: Ignores;
}

function isLeftOut(rules: readonly Rules[], path: string, kind: 'file' | 'folder'): boolean {
  const name = baseName(path);
  return kind === 'folder' ? PRUNED.has(name) || ignored(rules, `${path}/`) : !KEPT.test(name) && ignored(rules, path);
}

/** The folder of a path; '' is the root. */
function above(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function ignored(all: readonly Rules[], path: string): boolean {
  return all.some(({ folder, ignores }) => ignores(folder === '' ? path : path.slice(folder.length + 1)));
}

function entriesOf(disk: Disk, folder: string): DiskEntry[] {
  try {
    return [...disk.entries(folder)].sort((a, b) => compareText(a.name, b.name));
  } catch {
    return [];
  }
}

/** Deployment and configuration files are small; a huge one is not one of ours. */
function readText(disk: Disk, path: string): string | undefined {
  try {
    return (disk.look(path)?.size ?? 0) > 2_000_000 ? undefined : decoded(disk.read(path));
  } catch {
    return undefined;
  }
}
