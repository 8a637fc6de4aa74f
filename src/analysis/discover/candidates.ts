import { folderOf } from '../deployment-files/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import type { Candidate } from './candidate.js';
import type { Folders } from './folders.js';
import { fromCompose } from './from-compose.js';
import { fromDocker, fromKubernetes } from './from-images.js';
import { fromNest, fromNx } from './from-projects.js';
import { fromProxies } from './from-proxies.js';
import { hasPage, isFrontend, isServer, runs } from './kind.js';

/** All that deployment files and layouts name, strongest first. */
export function candidates(files: DeploymentFiles, folders: Folders): Candidate[] {
  const declared = [...fromCompose(files, folders), ...fromNest(files), ...fromNx(files, folders)];
  const docker = fromDocker(files, folders);
  const proxies = fromProxies(files, folders);
  const found = [...declared, ...docker, ...proxies, ...fromKubernetes(files, folders, [...declared, ...docker, ...proxies])];
  const packages = fromPackages(files, folders);
  if (isWorkspace(files, folders)) return [...found, ...packages];
  const parents = new Map<string, Set<string>>();
  for (const { path } of found) parents.set(folderOf(path), (parents.get(folderOf(path)) ?? new Set()).add(path));
  const besideServices = (path: string): boolean => {
    const siblings = parents.get(folderOf(path));
    return siblings !== undefined && siblings.size - (siblings.has(path) ? 1 : 0) >= MANY_SIBLINGS;
  };
  return [...found, ...packages.filter(({ path }) => found.length <= 1 || isPage(files, folders, path) || besideServices(path))];
}

/** A folder beside as many folders that are services is one too. */
const MANY_SIBLINGS = 2;

function isPage(files: DeploymentFiles, folders: Folders, path: string): boolean {
  return isFrontend(folders.packageAt(path)?.dependencies ?? {}, hasPage(files.tree, path));
}

/** Packages that start a process by themselves and that no other package uses. */
function fromPackages(files: DeploymentFiles, folders: Folders): Candidate[] {
  return files.packages
    .filter(({ folder, scripts, dependencies }) => {
      const starts = scripts.start ?? scripts.dev ?? scripts.serve ?? scripts['start:dev'];
      if (starts === undefined || !folders.hasSource(folder) || folders.isLibrary(folder)) return false;
      if (folder !== '.') return !folders.holdsMany(folder);
      return files.packages.length === 1 || (!folders.holdsMany('.') && isServer(dependencies));
    })
    .filter(({ folder, dependencies }) => runs(dependencies, hasPage(files.tree, folder)) || listens(files, folders, folder))
    .map((p) => ({
      path: p.folder,
      source: 'package' as const,
      aliases: [],
      evidence: { at: { file: p.file, line: 1, column: 1 }, text: 'package with a start script' },
    }));
}

/** Dependencies may be hoisted to the root: does the code itself listen? */
function listens({ tree }: DeploymentFiles, folders: Folders, folder: string): boolean {
  return tree
    .below(folder)
    .some(
      (file) =>
        /(^|\/)(main|index|server|app)\.[mc]?[jt]s$/.test(file) &&
        folders.isSource(file) &&
        /\.listen\(|NestFactory|createServer\(/.test(tree.read(file) ?? ''),
    );
}

function isWorkspace({ tree }: DeploymentFiles, folders: Folders): boolean {
  return tree.has('pnpm-workspace.yaml') || tree.has('lerna.json') || (folders.packageAt('.')?.workspaces.length ?? 0) > 0;
}
