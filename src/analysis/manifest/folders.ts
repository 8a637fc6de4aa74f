import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

import { compareText, placeText } from '../../model/location.js';
import type { Manifest, ManifestService } from '../../model/manifest.js';
import { UserError } from '../../shared/errors.js';
import { closest } from '../../shared/closest.js';

/** The folders and entry files that the manifest names are there; if not, the error names what is near. */
export async function checkFolders(root: string, manifest: Manifest): Promise<void> {
  for (const service of manifest.services) {
    await checkFolder(root, service);
    if (service.entry !== undefined) await checkEntry(root, service, service.entry);
  }
}

/** Source is part of a service; another file may be all there is of one: the nginx.conf or kong.yml of a bought gateway. */
const SOURCE = /\.(?:[mc]?[jt]s|[jt]sx)$/;

async function checkFolder(root: string, service: ManifestService): Promise<void> {
  const found = await kindOf(path.join(root, service.path));
  if (found === 'folder' || (found === 'file' && !SOURCE.test(service.path))) return;
  const folder = `the folder "${service.path}" of service ${service.name}`;
  const at = placeText(service.at);
  if (found === undefined) throw new UserError('E_MANIFEST', `${folder} does not exist`, { at, ...(await hintFor(root, service.path)) });
  throw new UserError('E_MANIFEST', `${folder} is a source file`, { at, hint: 'Give its folder, and the file as `entry`.' });
}

async function checkEntry(root: string, service: ManifestService, entry: string): Promise<void> {
  if ((await kindOf(path.join(root, service.path, entry))) === 'file') return;
  throw new UserError('E_MANIFEST', `the entry file "${entry}" of service ${service.name} does not exist`, {
    at: placeText(service.at),
    hint: `\`entry\` is relative to the service's folder, ${service.path}.`,
  });
}

async function kindOf(file: string): Promise<'file' | 'folder' | undefined> {
  try {
    return (await stat(file)).isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}

/** How many neighbours a hint lists. */
const NEAR = 8;

async function hintFor(root: string, missing: string): Promise<{ readonly hint?: string }> {
  const parent = await nearestFolder(root, path.posix.dirname(missing));
  const folders = await foldersIn(path.join(root, parent));
  if (folders.length === 0) return {};
  const join = (name: string): string => path.posix.join(parent, name);
  const near = closest(path.posix.basename(missing), folders);
  if (near !== undefined) return { hint: `Did you mean "${join(near)}"?` };
  return { hint: `${parent === '.' ? 'The root' : parent} has: ${folders.slice(0, NEAR).join(', ')}${folders.length > NEAR ? ' …' : ''}.` };
}

async function nearestFolder(root: string, folder: string): Promise<string> {
  if (folder === '.' || (await kindOf(path.join(root, folder))) === 'folder') return folder;
  return nearestFolder(root, path.posix.dirname(folder));
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map((entry) => entry.name)
    .sort(compareText);
}
