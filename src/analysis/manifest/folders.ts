import path from 'node:path';

import { compareText, placeText } from '../../model/location.js';
import type { Manifest, ManifestService } from '../../model/manifest.js';
import { type Disk, realDisk } from '../../shared/disk.js';
import { UserError } from '../../shared/errors.js';
import { closest } from '../../shared/closest.js';

/** The folders and entry files that the manifest names are there; if not, the error names what is near. */
export function checkFolders(root: string, manifest: Manifest, disk: Disk = realDisk): void {
  const there = { root, disk };
  for (const service of manifest.services) {
    checkFolder(there, service);
    if (service.entry !== undefined) checkEntry(there, service, service.entry);
  }
}

interface There {
  readonly root: string;
  readonly disk: Disk;
}

/** Source is part of a service; another file may be all there is of one: the nginx.conf or kong.yml of a bought gateway. */
const SOURCE = /\.(?:[mc]?[jt]s|[jt]sx)$/;

function checkFolder(there: There, service: ManifestService): void {
  const found = kindOf(there, service.path);
  if (found === 'folder' || (found === 'file' && !SOURCE.test(service.path))) return;
  const folder = `the folder "${service.path}" of service ${service.name}`;
  const at = placeText(service.at);
  if (found === undefined) throw new UserError('E_MANIFEST', `${folder} does not exist`, { at, ...hintFor(there, service.path) });
  throw new UserError('E_MANIFEST', `${folder} is a source file`, { at, hint: 'Give its folder, and the file as `entry`.' });
}

function checkEntry(there: There, service: ManifestService, entry: string): void {
  if (kindOf(there, path.join(service.path, entry)) === 'file') return;
  throw new UserError('E_MANIFEST', `the entry file "${entry}" of service ${service.name} does not exist`, {
    at: placeText(service.at),
    hint: `\`entry\` is relative to the service's folder, ${service.path}.`,
  });
}

function kindOf({ root, disk }: There, place: string): 'file' | 'folder' | undefined {
  const found = disk.look(path.join(root, place));
  return found && (found.kind === 'folder' ? 'folder' : 'file');
}

/** How many neighbours a hint lists. */
const NEAR = 8;

function hintFor(there: There, missing: string): { readonly hint?: string } {
  const parent = nearestFolder(there, path.posix.dirname(missing));
  const folders = foldersIn(there, parent);
  if (folders.length === 0) return {};
  const join = (name: string): string => path.posix.join(parent, name);
  const near = closest(path.posix.basename(missing), folders);
  if (near !== undefined) return { hint: `Did you mean "${join(near)}"?` };
  return { hint: `${parent === '.' ? 'The root' : parent} has: ${folders.slice(0, NEAR).join(', ')}${folders.length > NEAR ? ' …' : ''}.` };
}

function nearestFolder(there: There, folder: string): string {
  if (folder === '.' || kindOf(there, folder) === 'folder') return folder;
  return nearestFolder(there, path.posix.dirname(folder));
}

function foldersIn({ root, disk }: There, folder: string): string[] {
  return disk
    .entries(path.join(root, folder))
    .filter(({ name, kind }) => kind === 'folder' && !name.startsWith('.') && name !== 'node_modules')
    .map(({ name }) => name)
    .sort(compareText);
}
