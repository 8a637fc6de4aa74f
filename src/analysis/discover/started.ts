import { compareLocations } from '../../model/location.js';
import type { ComposeService } from '../deployment-files/compose.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import { folderOf, isInside } from '../../shared/paths.js';
import type { Folders } from './folders.js';

/** A service of a compose file and what of the repository it starts. */
export interface Started {
  readonly service: ComposeService;
  /** Where its code is, as its build, its mounts or its name say. */
  readonly path: string | undefined;
  /** Files or folders that its commands start. */
  readonly processes: readonly string[];
  /** Where those lie: packages as a rule. */
  readonly folders: readonly string[];
}

export function startedBy(files: DeploymentFiles, folders: Folders, service: ComposeService, path: string | undefined): Started {
  const inside = files.containers.find(({ at }) => compareLocations(at, service.at) === 0)?.processes ?? [];
  const places = inside.map((process) => (process.isApart ? process.path : folderOfProcess(folders, process.path)));
  return { service, path, processes: inside.map((process) => process.path), folders: [...new Set(places)] };
}

/** The package that a process is started from, else the folder of its file. */
function folderOfProcess(folders: Folders, path: string): string {
  const own = folders.packageAbove(path)?.folder ?? '.';
  if (own !== '.') return own;
  return (/\.\w+$/.test(path) ? folderOf(path) : path).replace(/(^|\/)(src|dist|lib|bin)$/, '') || '.';
}

export interface Entry {
  readonly path: string;
  /** Files that start it, relative to the root. */
  readonly entries: readonly string[];
}

/** One build that is started in several folders is as many services; undefined where it is started in one. */
export function entryOfItsOwn({ path, folders: [folder], processes }: Started, all: readonly Started[]): Entry | undefined {
  if (path === undefined || folder === undefined || !isInside(folder, path)) return undefined;
  const isElsewhere = (other: Started): boolean => other.path === path && other.folders.some((o) => o !== folder && isInside(o, path));
  return all.some(isElsewhere) ? { path: folder, entries: filesOf(processes) } : undefined;
}

/** What an image of many packages, built with a file of their own each, starts. */
export function startedAlone({ service, folders: [folder, ...more], processes }: Started): Entry | undefined {
  const isNone = service.context === undefined || folder === undefined || folder === '.' || more.length > 0;
  return isNone ? undefined : { path: folder, entries: filesOf(processes) };
}

function filesOf(processes: readonly string[]): string[] {
  return processes.filter((file) => /\.\w+$/.test(file));
}
