import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { afterAll, describe, expect, it, onTestFinished } from 'vitest';

import { render } from '../../../src/scaffold/render/render.js';
import { lockAt, planOf } from '../../../src/scaffold/state.js';
import { isWriting, type Plan } from '../../../src/scaffold/plan.js';
import { commit, Interrupted, recover, undo } from '../../../src/scaffold/write/commit.js';
import { type Files, filesAt } from '../../../src/scaffold/write/files.js';
import type { Wanted } from '../../../src/scaffold/wanted.js';
import { bytesOf, realDisk } from '../../../src/shared/disk.js';
import { TEMPLATES, templatesOf, wantedOf } from '../../support/scaffold.js';

const templates = templatesOf(TEMPLATES);
const OPTIONS = { command: 'msa add events orders' };
const BEFORE = wantedOf({ orders: ['rest'] });
/** Creates, changes and deletes. */
const AFTER = wantedOf({ orders: ['events'] });

async function emptyFolder(): Promise<string> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'msa-commit-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return root;
}

function planAt(root: string, wanted: Wanted): Plan {
  const read = (file: string): Uint8Array | undefined => bytesOf(realDisk, path.join(root, file));
  return planOf({ before: lockAt(read), after: { version: 1, msa: '1', templates: [], ...wanted }, tree: render(wanted, templates), read });
}

let made: Promise<string> | undefined;

/** A copy of one that is made once: what is put on the disk for good takes its time. */
async function workspace(): Promise<string> {
  made ??= (async () => {
    const first = await mkdtemp(path.join(os.tmpdir(), 'msa-commit-'));
    await commit(filesAt(first), planAt(first, BEFORE), { command: 'msa new service orders' });
    return first;
  })();
  const root = await emptyFolder();
  await cp(await made, root, { recursive: true });
  return root;
}

afterAll(async () => {
  if (made !== undefined) await rm(await made, { recursive: true, force: true });
});

/** Every file and folder but the journal, with contents. */
async function snapshot(root: string, below = ''): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(path.join(root, below), { withFileTypes: true })) {
    const place = below === '' ? entry.name : `${below}/${entry.name}`;
    if (place === '.msa/journal') continue;
    if (entry.isDirectory()) Object.assign(found, { [`${place}/`]: '' }, await snapshot(root, place));
    else found[place] = await readFile(path.join(root, place), 'utf8');
  }
  return found;
}

/** Without waiting until what is written is on the disk for good: that would be most of the time of these tests. */
function hasty(root: string): Files {
  return { ...filesAt(root), write: (file, content, mode) => writeFile(path.join(root, file), content, { mode: mode ?? 0o666 }) };
}

const WRITES = new Set<keyof Files>(['write', 'create', 'rename', 'remove', 'makeFolder', 'removeFolder']);

/** A disk that fails at its n-th change: once, as a full one does, or from then on, as one of a process that is dead. */
function failing(files: Files, at: number, how: 'once' | 'forever'): { readonly files: Files; readonly count: () => number } {
  let count = 0;
  const wrapped = Object.fromEntries(
    Object.entries(files).map(([name, act]: [string, (...args: never[]) => Promise<unknown>]) => [
      name,
      async (...args: never[]): Promise<unknown> => {
        if (!WRITES.has(name as keyof Files)) return act(...args);
        count++;
        if (count === at || (how === 'forever' && count > at))
          throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
        return act(...args);
      },
    ]),
  ) as unknown as Files;
  return { files: wrapped, count: () => count };
}

async function changesOf(wanted: Wanted, root: string): Promise<number> {
  const counting = failing(hasty(root), 0, 'once');
  await commit(counting.files, planAt(root, wanted), OPTIONS);
  return counting.count();
}

describe.each([
  { name: 'an empty folder', make: emptyFolder, wanted: BEFORE },
  { name: 'a workspace', make: workspace, wanted: AFTER },
])('in $name', ({ make, wanted }) => {
  it('a fault at any write leaves everything as it was, or as it shall be', async () => {
    const reference = await make();
    const before = await snapshot(reference);
    const total = await changesOf(wanted, reference);
    const done = await snapshot(reference);
    expect(total).toBeGreaterThan(40);
    for (let at = 1; at <= total; at++) {
      const root = await make();
      await commit(failing(hasty(root), at, 'once').files, planAt(root, wanted), OPTIONS).catch(() => undefined);
      const now = await snapshot(root);
      expect([before, done], `fault at ${at}`).toContainEqual(now);
    }
  });

  it('an end at any write is taken back by the next run', async () => {
    const reference = await make();
    const before = await snapshot(reference);
    const total = await changesOf(wanted, reference);
    const done = await snapshot(reference);
    for (let at = 1; at <= total; at++) {
      const root = await make();
      await commit(failing(hasty(root), at, 'forever').files, planAt(root, wanted), OPTIONS).catch(() => undefined);
      await recover(filesAt(root));
      expect([before, done], `end at ${at}`).toContainEqual(await snapshot(root));
    }
  });

  it('undo gives back what was there', async () => {
    const root = await make();
    const before = await snapshot(root);
    await commit(filesAt(root), planAt(root, wanted), OPTIONS);
    expect(await snapshot(root)).not.toEqual(before);
    expect((await undo(filesAt(root)))?.command).toBe(OPTIONS.command);
    expect(await snapshot(root)).toEqual(before);
  });
});

it('a signal in the middle takes everything back', async () => {
  const root = await workspace();
  const before = await snapshot(root);
  const stop = new AbortController();
  const onStep = (done: number): void => {
    if (done === 5) stop.abort();
  };
  await expect(commit(filesAt(root), planAt(root, AFTER), { ...OPTIONS, signal: stop.signal, onStep })).rejects.toThrow(Interrupted);
  expect(await snapshot(root)).toEqual(before);
});

it('undo goes back one command after the other, and refuses where a file has changed since', async () => {
  const root = await workspace();
  await commit(filesAt(root), planAt(root, AFTER), OPTIONS);
  const file = path.join(root, 'services/orders/src/main.ts');
  const added = path.join(root, 'services/orders/src/events/outbox.ts');
  const text = await readFile(added, 'utf8');
  await writeFile(file, 'mine\n'); // not of the last command
  await writeFile(added, 'mine\n');
  await expect(undo(filesAt(root))).rejects.toThrow(
    '`msa add events orders` is not undone: services/orders/src/events/outbox.ts changed since',
  );
  await writeFile(added, text);
  await undo(filesAt(root));
  await expect(undo(filesAt(root))).rejects.toThrow('services/orders/src/main.ts changed since');
  expect(await readFile(file, 'utf8')).toBe('mine\n');
});

it('recovery leaves a file that somebody has changed after the end', async () => {
  const root = await workspace();
  const plan = planAt(root, AFTER);
  await commit(failing(filesAt(root), 60, 'forever').files, plan, OPTIONS).catch(() => undefined);
  const [{ path: touched } = { path: '' }] = plan.steps.filter((step) => isWriting(step) && step.before !== undefined);
  await writeFile(path.join(root, touched), 'edited meanwhile\n');
  expect(await recover(filesAt(root))).toEqual({ command: OPTIONS.command, left: [touched] });
  expect(await readFile(path.join(root, touched), 'utf8')).toBe('edited meanwhile\n');
});

it('nothing is written through links, nor over what has changed since the plan', async () => {
  const root = await emptyFolder();
  const outside = await emptyFolder();
  await symlink(outside, path.join(root, 'services'));
  await expect(commit(filesAt(root), planAt(root, BEFORE), OPTIONS)).rejects.toThrow('services is no folder, or a link');
  expect(await readdir(outside)).toEqual([]);
  expect(await readdir(root)).toEqual(['services']);

  const other = await emptyFolder();
  const plan = planAt(other, BEFORE);
  await mkdir(path.join(other, 'services'));
  await writeFile(path.join(other, 'msa.yaml'), 'services: {}\n');
  await expect(commit(filesAt(other), plan, OPTIONS)).rejects.toThrow('msa.yaml has changed meanwhile');
  expect(await readdir(other)).toEqual(['msa.yaml', 'services']);
});

it('a run that is still at work is not taken back by another', async () => {
  const root = await workspace();
  await commit(failing(filesAt(root), 60, 'forever').files, planAt(root, AFTER), OPTIONS).catch(() => undefined);
  const journal = path.join(root, '.msa/journal/000002/journal.json');
  const text = await readFile(journal, 'utf8');
  await writeFile(journal, text.replace(`"pid": ${process.pid}`, `"pid": ${process.ppid}`));
  await expect(recover(filesAt(root))).rejects.toThrow('`msa add events orders` is still at work here');
});

it('of many commands the last ten can be undone', async () => {
  const root = await workspace();
  for (let index = 0; index < 12; index++) await commit(filesAt(root), planAt(root, index % 2 === 0 ? AFTER : BEFORE), OPTIONS);
  expect(await readdir(path.join(root, '.msa/journal'))).toHaveLength(10);
});
