import { contextPath, type Copied } from './dockerfile.js';
import { baseName, below, folderOf, isInside, joinPath } from '../../../shared/paths.js';
import type { Tree } from '../tree.js';

/** How paths inside a container lead back to the repository. */
export interface ContainerPaths {
  readonly tree: Tree;
  /** Folder of the repository that is built or mounted. */
  readonly context: string;
  readonly workdir: string;
  readonly copies: readonly Copied[];
}

/** Folders at the front of an absolute path that only the container has: `/usr/src/app/…`. */
const MAX_OUTER = 4;

/** The file of the repository that a path in the container is, as seen from a folder. */
export function fileAt(paths: ContainerPaths, folder: string, path: string): string | undefined {
  const copied = paths.copies.filter(({ from }) => baseName(from) === baseName(path)).map(({ from }) => joinPath(paths.context, from));
  return [...readings(paths, folder, path), ...copied].find((file) => paths.tree.has(file));
}

/** What a path is below the context, else the deepest folder on the way to it; built files stand for the folder of their source. */
export function placeAt(paths: ContainerPaths, folder: string, path: string): string | undefined {
  const { tree, context } = paths;
  const places = readings(paths, folder, path).flatMap(sources);
  const exact = places.filter((place) => tree.has(place) || tree.hasFolder(place));
  return [...exact, ...places.map((place) => deepest(tree, place))].find((place) => place !== context && isInside(place, context));
}

const BUILT = /(^|\/)(?:dist|build|out|lib)\//;

/** A path as it is, and what it may have been built from. */
function sources(path: string): string[] {
  const from = BUILT.test(path) ? [path.replace(BUILT, '$1'), path.replace(BUILT, '$1src/')] : [];
  return [path, ...from.flatMap((one) => [one, one.replace(/\.([mc]?)js$/, '.$1ts')])];
}

function deepest(tree: Tree, path: string): string {
  let at = path;
  while (at !== '.' && !tree.has(at) && !tree.hasFolder(at)) at = folderOf(at);
  return at;
}

/** The folder that a container starts in. */
export function startFolder(paths: ContainerPaths): string {
  const { tree, context, workdir } = paths;
  const copied = contextPath(paths.copies, workdir) ?? copiedInto(paths.copies, workdir);
  const folder = copied === undefined ? context : joinPath(context, copied);
  return tree.hasFolder(folder) ? folder : context;
}

/** Of a folder whose files are copied one by one: where they come from under the same names. */
function copiedInto(copies: readonly Copied[], folder: string): string | undefined {
  for (const { from, to } of copies) {
    const rest = to.startsWith(`${folder}/`) ? to.slice(folder.length) : undefined;
    if (rest !== undefined && from.endsWith(rest)) return from.slice(0, -rest.length);
  }
  return undefined;
}

/** What a path may be in the repository, likeliest first. */
function readings({ context, workdir, copies }: ContainerPaths, folder: string, path: string): string[] {
  if (!path.startsWith('/')) return folder === context ? [joinPath(context, path)] : [joinPath(folder, path), joinPath(context, path)];
  const copied = contextPath(copies, path);
  const outer = workdir.replace(/\/$/, '');
  const inside = outer !== '' && path.startsWith(`${outer}/`) ? [joinPath(context, path.slice(outer.length))] : [];
  const parts = path.slice(1).split('/');
  const cut = parts.slice(0, MAX_OUTER).map((_, i) => below(context, parts.slice(i).join('/')));
  return [...(copied === undefined ? [] : [joinPath(context, copied)]), ...inside, ...cut];
}
