import { UserError } from '../../shared/errors.js';
import { hashOf } from '../state.js';
import type { Files } from './files.js';

/** What one command did to the disk, with what was there before: for rollback, for recovery, for undo. */
export interface Journal {
  /** Its folder. */
  readonly id: string;
  /** The command, as it was typed. */
  readonly command: string;
  /** `writing` and `undoing`: it was interrupted, and is taken back by the next run. */
  readonly state: 'writing' | 'done' | 'undoing';
  readonly entries: readonly Entry[];
  /** Folders that it makes, outer ones first. */
  readonly folders: readonly string[];
  /** Process that writes it. */
  readonly pid: number;
}

export interface Entry {
  readonly path: string;
  /** Hash; null: nothing. */
  readonly before: string | null;
  readonly after: string | null;
}

export const JOURNAL = '.msa/journal';
const FILE = 'journal.json';

/** Oldest first. A folder without a whole journal is of a run that had written nothing yet. */
export async function journals(files: Files): Promise<readonly Journal[]> {
  const ids = (await files.list(JOURNAL)).filter((name) => /^\d{6}$/.test(name)).sort();
  const read = await Promise.all(ids.map((id) => readJournal(files, id)));
  return read.flatMap((journal) => (journal === undefined ? [] : [journal]));
}

async function readJournal(files: Files, id: string): Promise<Journal | undefined> {
  const bytes = await files.read(`${JOURNAL}/${id}/${FILE}`);
  try {
    return bytes === undefined ? undefined : { ...(JSON.parse(Buffer.from(bytes).toString('utf8')) as Journal), id };
  } catch {
    return undefined;
  }
}

/** Folders of runs that were ended before they had begun to write. */
export async function unbegun(files: Files): Promise<readonly string[]> {
  const known = new Set((await journals(files)).map(({ id }) => id));
  return (await files.list(JOURNAL)).filter((name) => /^\d{6}$/.test(name) && !known.has(name));
}

export async function nextId(files: Files): Promise<string> {
  const last = (await files.list(JOURNAL))
    .filter((name) => /^\d{6}$/.test(name))
    .sort()
    .at(-1);
  return String(Number(last ?? 0) + 1).padStart(6, '0');
}

export async function saveJournal(files: Files, { id, ...journal }: Journal): Promise<void> {
  const file = `${JOURNAL}/${id}/${FILE}`;
  await files.write(`${file}.tmp`, `${JSON.stringify(journal, null, 1)}\n`);
  await files.rename(`${file}.tmp`, file);
}

export function imageOf(id: string, index: number): string {
  return `${JOURNAL}/${id}/${index}`;
}

/** Where a file is written before it takes its place. */
export function temporaryOf(file: string): string {
  const at = file.lastIndexOf('/') + 1;
  return `${file.slice(0, at)}.${file.slice(at)}.msa-tmp`;
}

/** Gives back what was there before. What somebody has changed meanwhile is left, and returned. */
export async function rollBack(files: Files, journal: Journal): Promise<readonly string[]> {
  const left: string[] = [];
  for (const [index, entry] of [...journal.entries.entries()].reverse()) {
    await files.remove(temporaryOf(entry.path));
    const now = await hashAt(files, entry.path);
    if (now === entry.before) continue;
    if (now !== entry.after) {
      left.push(entry.path);
      continue;
    }
    if (entry.before === null) await files.remove(entry.path);
    else await restore(files, entry.path, imageOf(journal.id, index));
  }
  for (const folder of [...journal.folders].reverse()) await removeIfEmpty(files, folder);
  await forget(files, journal.id);
  return left;
}

/** By renaming: a full disk is no obstacle, and what was renamed already is found as it was before. */
async function restore(files: Files, path: string, image: string): Promise<void> {
  if ((await files.kind(image)) === undefined) {
    throw new UserError('E_JOURNAL', `the copy of ${path} is gone from ${JOURNAL}`, { hint: 'Take the file from version control.' });
  }
  await makeFolders(files, path);
  await files.rename(image, path);
}

/** The folders above a file. */
export async function makeFolders(files: Files, file: string): Promise<void> {
  for (const folder of foldersAbove(file)) {
    const kind = await files.kind(folder);
    if (kind === 'folder') continue;
    if (kind !== undefined)
      throw new UserError('E_PATH', `${folder} is no folder, or a link`, { hint: 'msa writes nothing through links.' });
    await files.makeFolder(folder);
  }
}

/** Outer ones first. */
export function foldersAbove(file: string): string[] {
  const parts = file.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

export async function hashAt(files: Files, path: string): Promise<string | null> {
  const bytes = await files.read(path);
  return bytes === undefined ? null : hashOf(bytes);
}

export async function removeIfEmpty(files: Files, folder: string): Promise<boolean> {
  if ((await files.kind(folder)) !== 'folder' || (await files.list(folder)).length > 0) return false;
  await files.removeFolder(folder);
  return true;
}

/** Takes a journal away. */
export async function forget(files: Files, id: string): Promise<void> {
  const folder = `${JOURNAL}/${id}`;
  await files.remove(`${folder}/${FILE}`); // first: without it the rest is nothing
  for (const name of await files.list(folder)) await files.remove(`${folder}/${name}`);
  await removeIfEmpty(files, folder);
}
