import { baseName, below, folderOf, isInside, joinPath } from './paths.js';
import type { Tree } from './tree.js';

/** How paths inside a container lead back to the repository. */
export interface ContainerPaths {
  readonly tree: Tree;
  /** Folder of the repository that is copied to the working directory. */
  readonly context: string;
  readonly workdir: string;
  /** Files that are copied by name, relative to the context. */
  readonly copies: readonly string[];
}

/** Folders at the front of an absolute path that only the container has: `/usr/src/app/…`. */
const MAX_OUTER = 4;

/** The file of the repository that a path in the container is, as seen from a folder. */
export function fileAt(paths: ContainerPaths, folder: string, path: string): string | undefined {
  const copied = paths.copies.filter((copy) => baseName(copy) === baseName(path)).map((copy) => joinPath(paths.context, copy));
  return [...readings(paths, folder, path), ...copied].find((file) => paths.tree.has(file));
}

/** What a path is below the context, else the deepest folder on the way to it; built files stand for the folder of their source. */
export function placeAt(paths: ContainerPaths, folder: string, path: string): string | undefined {
  const { tree, context } = paths;
  const places = readings(paths, folder, path).flatMap((reading) => [reading, reading.replace(/(^|\/)(dist|build|out|lib)\//, '$1')]);
  const exact = places.filter((place) => tree.has(place) || tree.hasFolder(place));
  return [...exact, ...places.map((place) => deepest(tree, place))].find((place) => place !== context && isInside(place, context));
}

function deepest(tree: Tree, path: string): string {
  let at = path;
  while (at !== '.' && !tree.has(at) && !tree.hasFolder(at)) at = folderOf(at);
  return at;
}

/** What a path may be in the repository, likeliest first. */
function readings({ context, workdir }: ContainerPaths, folder: string, path: string): string[] {
  if (!path.startsWith('/')) return folder === context ? [joinPath(context, path)] : [joinPath(folder, path), joinPath(context, path)];
  const parts = path.slice(1).split('/');
  const outer = workdir === '/' ? '' : workdir.replace(/\/$/, '');
  const known = path.startsWith(`${outer}/`) && outer !== '' ? [joinPath(context, path.slice(outer.length))] : [];
  return [...known, ...parts.slice(0, MAX_OUTER).map((_, i) => below(context, parts.slice(i).join('/')))];
}
