import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Memory, type MemoryOptions, openMemory } from '../../../src/analysis/memory/memory.js';
import type { CachePlace } from '../../../src/analysis/memory/place.js';
import { bytesOf, decoded, type Disk, realDisk } from '../../../src/shared/disk.js';
import { folder } from '../../support/msa.js';

const FILES = { 'a.txt': 'one', 'b/c.txt': 'two' };
const OLD = new Date('2024-01-01');

describe('a result is recalled', () => {
  it('where the step would read the same', async () => {
    const system = await systemOf(FILES);
    expect(await run(system)).toEqual({ value: 'one,two', done: true });
    expect(await run(system)).toEqual({ value: 'one,two', done: false });
  });

  it.each<[string, (root: string) => void]>([
    [
      'a file changes',
      (root) => {
        appendFileSync(path.join(root, 'a.txt'), '!');
      },
    ],
    [
      'a file changes, and its size and time do not',
      (root) => {
        rewritten(path.join(root, 'a.txt'), 'eno');
      },
    ],
    [
      'a file is gone',
      (root) => {
        rmSync(path.join(root, 'b/c.txt'));
      },
    ],
    [
      'a file moves',
      (root) => {
        renameSync(path.join(root, 'b/c.txt'), path.join(root, 'b/d.txt'));
      },
    ],
    [
      'a file comes that was looked for',
      (root) => {
        writeFileSync(path.join(root, 'maybe.txt'), 'now');
      },
    ],
    [
      'a file comes',
      (root) => {
        writeFileSync(path.join(root, 'b/z.txt'), 'new');
      },
    ],
    [
      'a folder takes the place of a file',
      (root) => {
        foldered(path.join(root, 'a.txt'));
      },
    ],
    [
      'a link takes the place of a file',
      (root) => {
        linked(path.join(root, 'a.txt'));
      },
    ],
  ])('not where %s', async (_, change) => {
    const system = await systemOf(FILES);
    await run(system);
    change(system.root);
    const { value, done } = await run(system);
    expect(done).toBe(true);
    expect(value).toBe(await step(realDisk, system.root));
  });

  it('where a file was only touched', async () => {
    const system = await systemOf(FILES);
    await run(system);
    utimesSync(path.join(system.root, 'a.txt'), OLD, OLD);
    expect((await run(system)).done).toBe(false);
  });

  it('of a state that was seen before, though there were others since', async () => {
    const system = await systemOf(FILES);
    for (const text of ['x', 'y', 'z']) {
      writeFileSync(path.join(system.root, 'a.txt'), text);
      await run(system);
    }
    writeFileSync(path.join(system.root, 'a.txt'), 'x');
    expect(await run(system)).toEqual({ value: 'x,two', done: false });
  });

  it('of the step that was asked for, not of another', async () => {
    const system = await systemOf(FILES);
    await run(system);
    expect((await run(system, { name: 'other' })).done).toBe(true);
  });

  it('not from before another version of msa', async () => {
    const system = await systemOf(FILES);
    await run(system);
    expect((await run(system, { tool: 'b' })).done).toBe(true);
  });

  it('not of a folder that changed while it was read', async () => {
    const system = await systemOf(FILES);
    let edits = 1;
    const torn = async (disk: Disk): Promise<string> => {
      const before = textOf(disk, path.join(system.root, 'a.txt'));
      if (edits-- > 0) appendFileSync(path.join(system.root, 'a.txt'), '!');
      return Promise.resolve(before + textOf(disk, path.join(system.root, 'a.txt')));
    };
    const told = [];
    for (let n = 0; n < 2; n++) {
      const memory = opened(system);
      told.push(await memory.recalled('torn', memory.disk, torn));
      memory.save();
    }
    expect(told).toEqual(['oneone!', 'one!one!']);
  });

  it('of another state only while what lies there is the same too, where that was asked for', async () => {
    const system = await systemOf(FILES);
    const both = (disk: Disk): Promise<string> =>
      Promise.resolve([disk, disk.working ?? disk].map((one) => textOf(one, path.join(system.root, 'a.txt'))).join());
    const ask = async (): Promise<string> => {
      const memory = opened(system);
      const value = await memory.recalled('both', { ...realDisk, read: () => Buffer.from('then'), working: memory.disk }, both);
      memory.save();
      return value;
    };
    expect([await ask(), await ask()]).toEqual(['then,one', 'then,one']);
    appendFileSync(path.join(system.root, 'a.txt'), '!');
    expect(await ask()).toBe('then,one!');
  });
});

describe('what is kept of results', () => {
  it('may be broken: whatever byte is another, missing or added, the result is right', async () => {
    const system = await systemOf(FILES);
    await run(system);
    const file = path.join(system.place.folder, readdirSync(system.place.folder)[0] ?? '');
    const whole = readFileSync(file);
    const damage = fc.oneof(
      fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, bits]) => {
        const bytes = Uint8Array.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ bits;
        return bytes;
      }),
      fc.nat(whole.length).map((length) => whole.subarray(0, length)),
      fc.uint8Array({ minLength: 1, maxLength: 40 }).map((more) => Buffer.concat([whole, more])),
    );
    await fc.assert(
      fc.asyncProperty(damage, async (bytes) => {
        writeFileSync(file, bytes);
        expect((await run(system)).value).toBe('one,two');
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  it('is bounded: the states of late stay', async () => {
    const system = await systemOf(FILES);
    for (let n = 0; n < 20; n++) {
      writeFileSync(path.join(system.root, 'a.txt'), String(n));
      await run(system);
    }
    const known = [];
    for (const n of [19, 13, 0]) {
      writeFileSync(path.join(system.root, 'a.txt'), String(n));
      known.push(!(await run(system, { keeps: false })).done);
    }
    expect(known).toEqual([true, true, false]);
  });

  it('is nothing without a place', async () => {
    const system = await systemOf(FILES);
    for (let n = 0; n < 2; n++) {
      const memory = openMemory({ place: undefined });
      expect(await memory.recalled('step', memory.disk, (disk) => step(disk, system.root))).toBe('one,two');
      expect(memory.save().problem).toBeUndefined();
    }
    expect(readdirSync(path.dirname(system.place.folder))).not.toContain('kept');
  });
});

interface System {
  readonly root: string;
  readonly place: CachePlace;
}

async function systemOf(files: Readonly<Record<string, string>>): Promise<System> {
  const root = await folder(Object.fromEntries(Object.entries(files).map(([name, text]) => [`system/${name}`, text])));
  return { root: path.join(root, 'system'), place: { folder: path.join(root, 'kept'), system: '0'.repeat(12) } };
}

function opened({ place }: System, digit = 'a'): Memory {
  const options: MemoryOptions = { place, tool: () => digit.repeat(40), now: Date.now() + 10_000 };
  return openMemory(options); // the files are no longer young
}

async function run(
  system: System,
  { name = 'step', tool = 'a', keeps = true } = {},
): Promise<{ readonly value: string; readonly done: boolean }> {
  const memory = opened(system, tool);
  let done = false;
  const value = await memory.recalled(name, memory.disk, (disk) => {
    done = true;
    return step(disk, system.root);
  });
  if (keeps) memory.save();
  return { value, done };
}

/** Everything there is below the root, and one file that may be there. */
function step(disk: Disk, root: string): Promise<string> {
  const texts = (at: string): string[] =>
    [...disk.entries(at)]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap(({ name, kind }) => {
        if (kind === 'folder') return texts(path.join(at, name));
        return kind === 'file' ? [textOf(disk, path.join(at, name))] : [kind];
      });
  const maybe = disk.look(path.join(root, 'maybe.txt')) === undefined ? [] : ['maybe'];
  return Promise.resolve([...texts(root), ...maybe].join());
}

function textOf(disk: Disk, file: string): string {
  const bytes = bytesOf(disk, file);
  return bytes ? decoded(bytes) : '';
}

function rewritten(file: string, text: string): void {
  utimesSync(file, OLD, OLD);
  writeFileSync(file, text);
  utimesSync(file, OLD, OLD);
}

function foldered(file: string): void {
  rmSync(file);
  mkdirSync(file);
}

function linked(file: string): void {
  rmSync(file);
  symlinkSync('b/c.txt', file);
}
