import { baseName, below, folderOf, isInside } from '../../shared/paths.js';
import type { Tree } from '../deployment-files/tree.js';

/** One unit in the folder of another may be a page or a tool of it; several are its peers. */
const PEERS = 2;

const SHARED = /^(?:libs?|shared|common|packages|utils|config)$/;

/** Folders of a unit in which other units lie: what is called so there is everybody's, not the code of the outer one. */
export function sharedFolders({ files }: Pick<Tree, 'files'>, path: string, inner: readonly string[]): string[] {
  if (inner.length < PEERS) return [];
  const tops = [path, below(path, 'src')];
  const folders = new Set(files.filter((file) => isInside(file, path)).flatMap((file) => foldersOn(file)));
  return [...folders].filter((folder) => SHARED.test(baseName(folder)) && tops.includes(folderOf(folder))).sort();
}

/** `a/b/c.ts`: `a/b` and `a`. */
function foldersOn(file: string): string[] {
  const folder = folderOf(file);
  return folder === '.' ? [] : [folder, ...foldersOn(folder)];
}
