import { UserError } from '../../shared/errors.js';
import { isWriting, type Plan, type Step } from '../plan.js';
import { hashOf } from '../state.js';
import type { Files } from './files.js';
import {
  type Entry,
  foldersAbove,
  forget,
  hashAt,
  imageOf,
  type Journal,
  JOURNAL,
  journals,
  makeFolders,
  nextId,
  removeIfEmpty,
  rollBack,
  saveJournal,
  temporaryOf,
  unbegun,
} from './journal.js';

export interface CommitOptions {
  /** For the journal: as it was typed. */
  readonly command: string;
  readonly signal?: AbortSignal;
  /** Called before each file. */
  readonly onStep?: (done: number, total: number) => void;
}

/** The commit was interrupted and taken back. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interrupted';
  }
}

/** Commands that can be undone, one after the other. */
const KEPT = 10;

/** All of the plan or nothing: whatever goes wrong, the disk is as it was before. */
export async function commit(files: Files, plan: Plan, options: CommitOptions): Promise<void> {
  const steps = [...plan.steps, ...plan.bookkeeping].filter(isWriting);
  if (steps.length === 0) return;
  await refuseMoved(files, steps);
  const id = await nextId(files);
  const journal = await begin(files, steps, { id, command: options.command }).catch(async (error: unknown) => {
    await forget(files, id).catch(() => undefined);
    await tidy(files);
    throw error;
  });
  try {
    await applyAll(files, steps, options);
    await saveJournal(files, { ...journal, state: 'done' });
  } catch (error) {
    await rollBack(files, journal); // where that fails too, the journal stays for the next run
    await tidy(files);
    throw error;
  }
  await forgetOld(files);
}

/** Somebody may have edited a file while questions were answered. */
async function refuseMoved(files: Files, steps: readonly Step[]): Promise<void> {
  for (const { path, before } of steps) {
    const kind = await files.kind(path);
    if (kind === 'folder' || kind === 'other')
      throw new UserError('E_PATH', `${path} is no file, or a link`, { hint: 'msa writes nothing through links.' });
    for (const folder of foldersAbove(path)) {
      const above = await files.kind(folder);
      if (above !== undefined && above !== 'folder')
        throw new UserError('E_PATH', `${folder} is no folder, or a link`, { hint: 'msa writes nothing through links.' });
    }
    if ((await hashAt(files, path)) === (before === undefined ? null : hashOf(before))) continue;
    throw new UserError('E_CHANGED', `${path} has changed meanwhile`, { hint: 'Run the command again.' });
  }
}

async function begin(files: Files, steps: readonly Step[], { id, command }: Pick<Journal, 'id' | 'command'>): Promise<Journal> {
  await makeFolders(files, `${JOURNAL}/${id}`);
  await files.makeFolder(`${JOURNAL}/${id}`);
  const entries: Entry[] = [];
  for (const [index, { path, before, after }] of steps.entries()) {
    entries.push({ path, before: before === undefined ? null : hashOf(before), after: after === undefined ? null : hashOf(after) });
    if (before !== undefined) await files.write(imageOf(id, index), before, await files.mode(path));
  }
  const folders = new Set<string>();
  for (const { path } of steps) for (const folder of foldersAbove(path)) if ((await files.kind(folder)) === undefined) folders.add(folder);
  const journal: Journal = { id, command, state: 'writing', pid: process.pid, entries, folders: [...folders].sort() };
  await saveJournal(files, journal);
  return journal;
}

async function applyAll(files: Files, steps: readonly Step[], { signal, onStep }: CommitOptions): Promise<void> {
  for (const [index, step] of steps.entries()) {
    onStep?.(index, steps.length);
    // Lets a signal in: writing alone never waits for the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    if (signal?.aborted === true) throw new Interrupted();
    await apply(files, step);
  }
}

async function apply(files: Files, { path, after, isExecutable }: Step): Promise<void> {
  if (after === undefined) {
    await files.remove(path);
    for (const folder of foldersAbove(path).reverse()) if (!(await removeIfEmpty(files, folder))) break;
    return;
  }
  await makeFolders(files, path);
  await files.write(temporaryOf(path), after, (await files.mode(path)) ?? (isExecutable ? 0o755 : undefined));
  await files.rename(temporaryOf(path), path);
}

/** No trace of msa where there was none. */
async function tidy(files: Files): Promise<void> {
  await removeIfEmpty(files, JOURNAL);
  await removeIfEmpty(files, '.msa');
}

async function forgetOld(files: Files): Promise<void> {
  const done = (await journals(files)).filter(({ state }) => state === 'done');
  for (const { id } of done.slice(0, -KEPT)) await forget(files, id);
}

export interface Recovered {
  readonly command: string;
  /** Files that somebody has changed since, and that were left. */
  readonly left: readonly string[];
}

/** Is there a run that was ended in the middle? Throws where it is still at work. */
export async function interrupted(files: Files): Promise<Journal | undefined> {
  const journal = (await journals(files)).findLast(({ state }) => state !== 'done');
  if (journal !== undefined && isAlive(journal.pid)) {
    throw new UserError('E_BUSY', `\`${journal.command}\` is still at work here`, {
      hint: `Wait for the process ${journal.pid}, or end it.`,
    });
  }
  return journal;
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Takes back what a run that was killed had begun. */
export async function recover(files: Files): Promise<Recovered | undefined> {
  const journal = await interrupted(files);
  const left = journal === undefined ? [] : await rollBack(files, journal);
  for (const id of await unbegun(files)) await forget(files, id);
  await tidy(files);
  return journal === undefined ? undefined : { command: journal.command, left };
}

/** Takes back the last command. Refuses, naming them, where its files have changed since. */
export async function undo(files: Files): Promise<Journal | undefined> {
  const journal = (await journals(files)).at(-1);
  if (journal === undefined) return undefined;
  const changed: string[] = [];
  for (const { path, after } of journal.entries) if ((await hashAt(files, path)) !== after) changed.push(path);
  if (changed.length > 0) {
    throw new UserError('E_CHANGED', `\`${journal.command}\` is not undone: ${changed.join(', ')} changed since`, {
      hint: 'Take those changes back first, or use version control.',
    });
  }
  await saveJournal(files, { ...journal, state: 'undoing', pid: process.pid });
  await rollBack(files, journal);
  await tidy(files);
  return journal;
}
