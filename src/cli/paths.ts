import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';

import type { Prefixes } from '../model/analysis.js';
import type { Finding } from '../model/finding.js';
import { UserError } from '../shared/errors.js';

/** Absolute path of the analysed root, which must be a folder. */
export async function rootFolder(root: string): Promise<string> {
  const folder = path.resolve(root);
  const found = root === '' ? undefined : await stat(folder).catch(() => undefined);
  if (found?.isDirectory() === true) return folder;
  const wrong = found === undefined ? `the folder "${root}" does not exist` : `${root} is a file, not a folder`;
  throw new UserError('E_ROOT', wrong, { hint: 'Give the folder of the system with --root.' });
}

/** Only the findings that touch one of the paths (relative to the working folder, else to the root); all of them without paths. */
export async function findingsBelow(paths: readonly string[], root: string, findings: readonly Finding[]): Promise<readonly Finding[]> {
  if (paths.length === 0) return findings;
  const folders = await Promise.all(paths.map((one) => insideRoot(one, root)));
  return touching(folders, findings);
}

/** The same of files that lie in no folder: the paths are those of the report. */
export function findingsAmong(paths: readonly string[], files: readonly string[], findings: readonly Finding[]): readonly Finding[] {
  if (paths.length === 0) return findings;
  const folders = paths.map((one) => path.posix.normalize(one.replaceAll('\\', '/')).replace(/\/$/, ''));
  const missing = paths.find((_, at) => !files.some((file) => isBelow(file, folders[at] ?? '')));
  if (missing === undefined) return touching(folders, findings);
  throw new UserError('E_PATH', `no repository has the path ${missing}`, {
    hint: 'Paths begin with the name of a repository: orders/src.',
  });
}

function touching(folders: readonly string[], findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ location, related }) =>
    [location, ...related].some((at) => at !== undefined && folders.some((folder) => isBelow(at.file, folder))),
  );
}

/** How the root is called from the top of its repository (the nearest `.git` above, else the working folder) and from the working folder. */
export async function prefixes(root: string): Promise<Prefixes> {
  const folder = asPrefix(process.cwd(), root);
  const top = await repositoryOf(root);
  if (top !== undefined) return { repository: asPrefix(top, root), folder };
  return { repository: below(process.cwd(), root) === undefined ? '' : folder, folder };
}

/** Top of the repository that holds the folder; in worktrees and submodules `.git` is a file. */
export async function repositoryOf(folder: string): Promise<string | undefined> {
  if (await exists(path.join(folder, '.git'))) return folder;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : repositoryOf(parent);
}

/** Is the folder (or, where it is not there yet, the nearest one above it) inside of `top`, with all links followed? */
export async function isInside(top: string, folder: string): Promise<boolean> {
  const real = await realpath(folder).catch(() => undefined);
  if (real === undefined) return isInside(top, path.dirname(folder));
  return below(await realpath(top), real) !== undefined;
}

function asPrefix(from: string, to: string): string {
  const relative = path.relative(from, to).split(path.sep).join('/');
  return relative === '' ? '' : `${relative}/`;
}

async function insideRoot(given: string, root: string): Promise<string> {
  const candidates = [path.resolve(given), path.resolve(root, given)].map((file) => ({ file, inside: below(root, file) }));
  const there = await Promise.all(candidates.map(async (candidate) => ((await exists(candidate.file)) ? [candidate] : [])));
  const found = there.flat();
  const inside = found.find((candidate) => candidate.inside !== undefined)?.inside;
  if (inside !== undefined) return inside;
  if (found.length > 0)
    throw new UserError('E_PATH', `the path ${given} is outside the root`, { hint: 'Give the folder of the system with --root.' });
  throw new UserError('E_PATH', `the path ${given} does not exist`, {
    hint: 'PATHs choose what is reported; the whole root is always analysed.',
  });
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}

/** POSIX path from the root, '' for the root itself, undefined outside. */
function below(root: string, file: string): string | undefined {
  const relative = path.relative(root, file);
  if (relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)) return undefined;
  return relative.split(path.sep).join('/');
}

function isBelow(file: string, folder: string): boolean {
  return folder === '' || file === folder || file.startsWith(`${folder}/`);
}
