import type { Package } from '../deployment-files/packages.js';
import { baseName, folderOf } from '../../shared/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import { isInGroup } from '../deployment-files/sandboxes.js';
import { shellCommands } from '../deployment-files/processes/shell.js';
import type { Candidate } from './candidate.js';
import type { Folders } from './folders.js';
import { isDocumentation, isServer, runs } from './known-packages.js';
import { declaredLibraries } from './from-projects.js';
import { isPage } from './pages.js';

/** A folder beside as many folders that are services is one too. */
const MANY_SIBLINGS = 2;

/** Packages that start a process. Outside of a workspace it takes a sign that they are deployed. */
export function fromPackages(files: DeploymentFiles, folders: Folders, found: readonly Candidate[]): Candidate[] {
  const { packages, workspace } = files;
  const besideServices = siblingsOf(found);
  const libraries = declaredLibraries(files);
  // One service is often deployed by hand first; compose file and Dockerfile of one folder are one sign.
  const hasOthers = new Set(found.map(({ path }) => path)).size > 1;
  const isDeployed = (folder: string): boolean =>
    workspace.has(folder) || !hasOthers || isInGroup(folder) || besideServices(folder) || isPage(files.tree, folders, folder);
  return packages
    .filter(
      (p) =>
        !libraries.has(p.folder) &&
        isProcess(files, folders, p) &&
        !(folders.isLibrary(p.folder) && !isService(files, folders, p)) &&
        !workspace.leavesOut(p.folder) &&
        isDeployed(p.folder),
    )
    .map(({ folder, file }) => ({
      path: folder,
      source: 'package',
      aliases: [],
      ...(folder !== '.' && isPage(files.tree, folders, folder) && { page: true as const }),
      evidence: { at: { file, line: 1, column: 1 }, text: 'package with a start script' },
    }));
}

function siblingsOf(found: readonly Candidate[]): (folder: string) => boolean {
  const children = new Map<string, Set<string>>();
  for (const { path } of found) children.set(folderOf(path), (children.get(folderOf(path)) ?? new Set()).add(path));
  return (folder) => {
    const siblings = children.get(folderOf(folder));
    return siblings !== undefined && siblings.size - (siblings.has(folder) ? 1 : 0) >= MANY_SIBLINGS;
  };
}

/** Other packages may take types or a client of a server that is one for sure: it is called so, or listens beside what it exports. */
function isService(files: DeploymentFiles, folders: Folders, p: Package): boolean {
  if (!starts(p) || !isServer(p.dependencies)) return false;
  const exported = [p.main ?? 'index', p.exports['.'] ?? ''].map(stem);
  return isInGroup(p.folder) || listening(files, folders, p.folder).some((file) => !exported.includes(stem(file)));
}

function stem(file: string): string {
  return baseName(file).replace(/\.[mc]?[jt]s$/, '');
}

function isProcess(files: DeploymentFiles, folders: Folders, p: Package): boolean {
  const { folder, dependencies, hasProgram } = p;
  if (!folders.hasSource(folder) || isDocumentation(dependencies)) return false;
  if (folder === '.') return starts(p) && isWhole(files, folders, p);
  if (folders.holdsMany(folder) || (hasProgram && !isInGroup(folder))) return false;
  if (!starts(p)) return isStartedOtherwise(files, folders, p);
  return runs(dependencies) || isInGroup(folder) || isPage(files.tree, folders, folder) || listens(files, folders, folder);
}

/** Who starts it by hand has no script for it, and a page may only be built. */
function isStartedOtherwise(files: DeploymentFiles, folders: Folders, p: Package): boolean {
  const { folder, dependencies } = p;
  if (files.tree.has(`${folder}/angular.json`)) return true;
  return (isInGroup(folder) && isLeaf(p)) || (isServer(dependencies) && listens(files, folders, folder));
}

/** The repository is one service. */
function isWhole(files: DeploymentFiles, folders: Folders, { folder, dependencies }: Package): boolean {
  const process = runs(dependencies) || isPage(files.tree, folders, folder) || listens(files, folders, folder);
  return process && (files.packages.length === 1 || (!folders.holdsMany('.') && isServer(dependencies)));
}

/** It offers nothing to import. */
function isLeaf({ main, exports }: Package): boolean {
  return main === undefined && Object.keys(exports).length === 0;
}

const START = /^(start|dev|serve|develop)(:|$)/;
const BUILDERS =
  /^(tsc|tsup|tsdown|rollup|babel|swc|esbuild|microbundle|unbuild|ng-packagr|ncc|storybook|start-storybook|jest|vitest|docusaurus|vitepress|vuepress|typedoc|rimraf|del|rm|echo|ngrok)$/;
/** Scripts that call scripts. */
const MAX_DEPTH = 3;

/** Does one of its scripts start more than a compiler that watches? */
function starts({ scripts }: Package): boolean {
  const serves = (script: string, depth: number): boolean =>
    shellCommands(script).some(({ words: [program = '', ...rest] }) => {
      if (program === '' || BUILDERS.test(baseName(program))) return false;
      const called = /^(npm|yarn|pnpm|bun)$/.test(program) ? scripts[rest.find((word) => !/^(run|-.*)$/.test(word)) ?? ''] : undefined;
      return called === undefined || depth >= MAX_DEPTH || serves(called, depth + 1);
    });
  return Object.entries(scripts).some(([name, script]) => START.test(name) && serves(script, 0));
}

/** Dependencies may be hoisted to the root: does the code itself listen? */
function listens(files: DeploymentFiles, folders: Folders, folder: string): boolean {
  return listening(files, folders, folder).length > 0;
}

function listening({ tree }: DeploymentFiles, folders: Folders, folder: string): string[] {
  return tree
    .below(folder)
    .filter(
      (file) =>
        /(^|\/)(main|index|server|app|boot|bootstrap)\.[mc]?[jt]s$/i.test(file) &&
        folders.isSource(file) &&
        LISTENS.test(tree.read(file) ?? ''),
    );
}

const LISTENS = /\.listen\(|NestFactory|createServer\(/;

/** Of source the words that `listens` looks for. */
export function listeningWords(text: string): string {
  return LISTENS.exec(text)?.[0] ?? '';
}
