import { folderOf, isInside } from '../deployment-files/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import type { Candidate } from './candidate.js';
import { hasSource, holdsMany, packageAt } from './folders.js';
import { fromCompose } from './from-compose.js';
import { fromDocker, fromKubernetes } from './from-images.js';
import { fromNest, fromNx } from './from-projects.js';
import { isFrontend, isServer, runs } from './kind.js';
import { isSource } from './source-files.js';

/** All that deployment files and layouts name, strongest first. */
export function candidates(files: DeploymentFiles): Candidate[] {
  const declared = [...fromCompose(files), ...fromNest(files), ...fromNx(files)];
  const docker = fromDocker(files);
  const found = [...declared, ...docker, ...fromKubernetes(files, [...declared, ...docker])];
  const frontends = startable(files).filter((c) => !isLibraryOf(files, c.path));
  const inWorkspaces = isWorkspace(files)
    ? frontends
    : frontends.filter((c) => found.length <= 1 || isFrontend(packageAt(files, c.path)?.dependencies ?? {}) || siblingOf(c.path, found));
  return [...found, ...inWorkspaces];
}

/** A folder beside folders that are services. */
function siblingOf(path: string, found: readonly Candidate[]): boolean {
  return found.filter((c) => c.path !== path && folderOf(c.path) === folderOf(path)).length >= 2;
}

/** Packages that start a process by themselves. */
function startable(files: DeploymentFiles): Candidate[] {
  return files.packages
    .filter(
      (p) =>
        (p.scripts.start ?? p.scripts.dev ?? p.scripts.serve ?? p.scripts['start:dev']) !== undefined &&
        (runs(p.dependencies) || listens(files, p.folder)) &&
        hasSource(files, p.folder),
    )
    .filter((p) =>
      p.folder === '.' ? files.packages.length === 1 || (!holdsMany(files, '.') && isServer(p.dependencies)) : !holdsMany(files, p.folder),
    )
    .map((p) => ({
      path: p.folder,
      aliases: [],
      command: p.scripts.start ?? '',
      evidence: { at: { file: p.file, line: 1, column: 1 }, text: 'package with a start script' },
    }));
}

/** Dependencies may be hoisted to the root: does the code itself listen? */
function listens(files: DeploymentFiles, folder: string): boolean {
  return files.tree.files.some(
    (file) =>
      isInside(file, folder) &&
      isSource(file) &&
      /(^|\/)(main|index|server|app)\.[mc]?[jt]s$/.test(file) &&
      /\.listen\(|NestFactory|createServer\(/.test(files.tree.read(file) ?? ''),
  );
}

function isWorkspace(files: DeploymentFiles): boolean {
  return files.tree.has('pnpm-workspace.yaml') || files.tree.has('lerna.json') || (packageAt(files, '.')?.workspaces.length ?? 0) > 0;
}

/** Another package of the repository depends on it: a library. */
function isLibraryOf(files: DeploymentFiles, folder: string): boolean {
  const name = packageAt(files, folder)?.name;
  return name !== undefined && files.packages.some((p) => p.folder !== folder && Object.hasOwn(p.dependencies, name));
}
