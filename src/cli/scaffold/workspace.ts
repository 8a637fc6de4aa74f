import { realpath } from 'node:fs/promises';
import path from 'node:path';

import type { Templates } from '../../scaffold/layers/layer.js';
import { loadTemplates } from '../../scaffold/layers/load.js';
import { readTemplates } from '../../scaffold/layers/read.js';
import type { Lock } from '../../scaffold/lock.js';
import { lockAt, type Read } from '../../scaffold/state.js';
import { interrupted, recover } from '../../scaffold/write/commit.js';
import { type Files, filesAt } from '../../scaffold/write/files.js';
import type { Wanted } from '../../scaffold/wanted.js';
import { bytesOf, realDisk } from '../../shared/disk.js';
import { UserError } from '../../shared/errors.js';
import { PACKAGE_FOLDER } from '../../shared/package-folder.js';
import { listed } from '../../shared/text.js';
import { reasonOf, writeError } from '../output.js';
import { rootFolder } from '../paths.js';
import { openSources, type Sources } from './template-source.js';

/** A workspace as msa finds it. */
export interface Workspace {
  readonly root: string;
  readonly files: Files;
  readonly read: Read;
  readonly lock: Lock | undefined;
  readonly wanted: Wanted;
  readonly templates: Templates;
  readonly sources: Sources['sources'];
  readonly pins: Sources['pins'];
  readonly moved: Sources['moved'];
  readonly version: string;
}

export interface OpenOptions {
  readonly root: string;
  readonly version: string;
  readonly dryRun: boolean;
  /** More templates than those that the workspace knows. */
  readonly templates: readonly string[];
  /** Ask anew what the tags and branches of those stand for. */
  readonly renew?: boolean;
}

/** Layers that come with msa. */
const BUILT_IN = path.join(PACKAGE_FOLDER, 'templates');

/** The layers of msa alone. */
export function builtInTemplates(): Templates {
  return readTemplates([loadTemplates(BUILT_IN, 'templates')]);
}

/** Takes back first what a killed run has left, then reads what is there. */
export async function openWorkspace({ root: given, version, dryRun, templates: added, renew = false }: OpenOptions): Promise<Workspace> {
  const root = await realpath(await rootFolder(given));
  const files = filesAt(root);
  await afterCrash(files, dryRun);
  const read: Read = (file) => bytesOf(realDisk, path.join(root, ...file.split('/')));
  const lock = lockAt(read);
  const { folders, ...sources } = await openSources({ root, lock, added, renew });
  const templates = readTemplates([loadTemplates(BUILT_IN, 'templates'), ...folders]);
  const wanted: Wanted = lock ?? { name: nameOf(root, read), services: {} };
  return { root, files, read, lock, wanted, templates, ...sources, version };
}

export async function afterCrash(files: Files, dryRun: boolean): Promise<void> {
  if (dryRun) {
    const journal = await interrupted(files);
    if (journal === undefined) return;
    throw new UserError('E_INTERRUPTED', `\`${journal.command}\` was ended in the middle here`, {
      hint: 'A run without --dry-run takes back first what it had begun.',
    });
  }
  const recovered = await recover(files).catch((error: unknown) => {
    if (error instanceof UserError) throw error;
    throw new UserError('E_OUTPUT', `what an interrupted run has left cannot be taken back: ${reasonOf(error)}`, {
      hint: 'Check the permissions of the folder.',
    });
  });
  if (recovered === undefined) return;
  writeError(`\`${recovered.command}\` was ended in the middle: taken back what it had begun`);
  if (recovered.left.length > 0) writeError(`left as they are, changed since: ${listed(recovered.left)}`);
}

/** As package.json says, else the folder's name. */
function nameOf(root: string, read: Read): string {
  const bytes = read('package.json');
  const named = bytes === undefined ? undefined : nameIn(Buffer.from(bytes).toString('utf8'));
  const name = (named ?? path.basename(root))
    .toLowerCase()
    .replaceAll(/^@[^/]*\//g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '');
  return name === '' ? 'workspace' : name;
}

function nameIn(text: string): string | undefined {
  try {
    const { name } = JSON.parse(text) as { readonly name?: unknown };
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}
