import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { digestOf } from '../../../src/analysis/digest.js';
import { type Extracted as Whole, extractFiles } from '../../../src/analysis/extract/files.js';
import { folderReader } from '../../../src/analysis/memory/folder.js';
import { type MemoryOptions, type MemoryUse, openMemory } from '../../../src/analysis/memory/memory.js';
import type { CachePlace } from '../../../src/analysis/memory/place.js';
import { withWholeFacts } from '../../../src/analysis/memory/whole.js';
import type { ModuleFacts } from '../../../src/model/module-facts.js';
import { folder } from '../../support/msa.js';
import { randomModules } from '../../support/random-modules.js';

const FILES = {
  'a.ts': "import { b } from './b.js';\nfetch(b);\n",
  'b.ts': "export const b = '/orders';\n",
  'c.json': '{ "route": "/c" }',
};
const tool = toolOf('a');
const OLD = new Date('2024-01-01');

describe('facts that are kept', () => {
  it('are not made again while a file holds what it held', async () => {
    const { root, place } = await system(FILES);
    expect((await run(root, place)).use).toEqual({ known: 0, read: 3 });
    const again = await run(root, place);
    expect(again.use).toEqual({ known: 3, read: 0 });
    expect(again.extracted).toEqual(await uncached(root));
  });

  it('are equal to fresh ones, whatever the source', async () => {
    await fc.assert(
      fc.asyncProperty(randomModules(), async (files) => {
        const { root, place } = await system(files);
        await run(root, place);
        const { extracted, use } = await run(root, place);
        expect(extracted).toEqual(await uncached(root));
        expect(use.read).toBe(0);
      }),
      { numRuns: 30, seed: 4 },
    );
  });

  it.each([
    'const x = 1e999;',
    'const x = -0;',
    'for (let i = 0; i < 1e999; i++) f();',
    "const x = '\\uD800';",
    'const x = { __proto__: f() };',
  ])('survive being written: %s', async (text) => {
    const { root, place } = await system({ 'a.ts': text });
    await run(root, place);
    expect((await run(root, place)).extracted).toStrictEqual(await uncached(root));
  });

  it('are made anew of a file that changed, though size and time stayed', async () => {
    const { root, place } = await system(FILES);
    utimesSync(path.join(root, 'b.ts'), OLD, OLD);
    await run(root, place);
    writeFileSync(path.join(root, 'b.ts'), FILES['b.ts'].replace('orders', 'others'));
    utimesSync(path.join(root, 'b.ts'), OLD, OLD);
    const { extracted, use } = await run(root, place);
    expect(use.read).toBe(1);
    expect(extracted).toEqual(await uncached(root));
  });

  it('belong to the content: a file that moved, or has a twin, is known', async () => {
    const { root, place } = await system(FILES);
    await run(root, place);
    await rename(path.join(root, 'b.ts'), path.join(root, 'd.ts'));
    writeFileSync(path.join(root, 'e.ts'), FILES['b.ts']);
    const files = ['a.ts', 'c.json', 'd.ts', 'e.ts'];
    const { extracted, use } = await run(root, place, files);
    expect(use.read).toBe(0);
    expect(extracted).toEqual(await uncached(root, files));
  });

  it('belong to the language: one text as .ts and as .tsx is two', async () => {
    const text = 'const x = <T>f;';
    const { root, place } = await system({ 'a.ts': text, 'b.tsx': text });
    await run(root, place);
    expect((await run(root, place)).extracted).toEqual(await uncached(root));
  });

  it('also tell that a file was skipped, or does not parse', async () => {
    const { root, place } = await system({ 'a.js': 'x'.repeat(1_000_001), 'b.ts': 'function {', 'd.js': 'a\0b' });
    await run(root, place);
    const { extracted, use } = await run(root, place);
    expect(use.read).toBe(0);
    expect(extracted).toEqual(await uncached(root));
    expect(extracted.skipped).toHaveLength(2);
  });

  it('are written beside the large pack while there are few, and into it when there are many', async () => {
    const text = (n: number): string => `export const a${String(n)} = call(${String(n)}, 'some text', [1, 2, 3]);\n`;
    const { root, place } = await system(Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`${String(n)}.ts`, text(n)])));
    await run(root, place);
    const large = packs(place);
    const written: string[] = [];
    for (let n = 0; n < 12; n++) {
      writeFileSync(path.join(root, '3.ts'), text(100 + n));
      const { extracted, use } = await run(root, place);
      expect(use.read).toBe(1);
      expect(extracted).toEqual(await uncached(root));
      expect((await run(root, place)).use.read).toBe(0);
      written.push(packs(place).base.equals(large.base) ? 'beside' : 'into');
    }
    expect(written.slice(0, 3)).toEqual(['beside', 'beside', 'beside']);
    expect(written.at(-1)).toBe('into');
  });

  it('are known from either of the two packs where the other one is gone or broken', async () => {
    const { root, place } = await system(FILES);
    await run(root, place);
    writeFileSync(path.join(root, 'c.json'), '[]');
    await run(root, place);
    const expected = await uncached(root);
    const kept = packs(place);
    for (const name of kept.names) {
      const file = path.join(place.folder, name);
      const whole = readFileSync(file);
      for (const damaged of [undefined, whole.subarray(0, 40), Buffer.alloc(whole.length)]) {
        if (damaged === undefined) await rm(file);
        else writeFileSync(file, damaged);
        const { extracted, use } = await run(root, place);
        expect(extracted).toEqual(expected);
        expect(use.read).toBeLessThan(3);
        for (const one of readdirSync(place.folder)) await rm(path.join(place.folder, one));
        for (const [one, bytes] of kept.bytes) writeFileSync(path.join(place.folder, one), bytes);
      }
    }
  });

  it('of other branches stay for a while, and go in the end', async () => {
    const { root, place } = await system({ 'a.ts': 'f();', 'b.ts': '' });
    const write = (text: string): void => {
      writeFileSync(path.join(root, 'b.ts'), text);
    };
    const states = Array.from({ length: 3 }, (_, n) => `g(${String(n)});`);
    for (const text of states) await runOn(write, text, { root, place });
    for (const text of states) expect((await runOn(write, text, { root, place })).use.read).toBe(0);
    for (let n = 10; n < 45; n++) await runOn(write, `g(${String(n)});`, { root, place });
    expect((await runOn(write, states[0] ?? '', { root, place })).use.read).toBe(1);
  });
});

describe('a cache that is of no use', () => {
  it('is of another version of msa', async () => {
    const { root, place } = await system(FILES);
    await run(root, place);
    expect((await run(root, place, undefined, { tool: toolOf('b') })).use.read).toBe(3);
  });

  it('is broken: whatever byte is another, missing or added, the facts are right', async () => {
    const { root, place } = await system(FILES);
    await run(root, place);
    const file = packOf(place);
    const whole = readFileSync(file);
    const expected = await uncached(root);
    const damage = fc.oneof(
      fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, bits]) => {
        const bytes = Uint8Array.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ bits;
        return bytes;
      }),
      fc.nat(whole.length).map((length) => whole.subarray(0, length)),
      fc.uint8Array({ minLength: 1, maxLength: 40 }).map((more) => Buffer.concat([whole, more])),
      fc.uint8Array({ maxLength: 200 }),
    );
    await fc.assert(
      fc.asyncProperty(damage, async (bytes) => {
        writeFileSync(file, bytes);
        expect((await run(root, place)).extracted).toEqual(expected);
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  it('cannot be written, for want of room: told, and right', async () => {
    const { root, place } = await system(FILES);
    const { extracted, use } = await run(root, place, undefined, { write: () => 'ENOSPC' });
    expect(use.problem).toBe('ENOSPC');
    expect(extracted).toEqual(await uncached(root));
    expect((await run(root, place)).use.read).toBe(3);
  });

  it('has a file where its folder should be: told, and right', async () => {
    const { root, place } = await system(FILES);
    writeFileSync(path.dirname(place.folder), '');
    const { extracted, use } = await run(root, place);
    expect(use.problem).toMatch(/^E[A-Z]+$/);
    expect(extracted).toEqual(await uncached(root));
  });

  it('is a link to what is somewhere else: neither read nor written through', async () => {
    const { root, place } = await system(FILES);
    await run(root, place);
    const file = packOf(place);
    const elsewhere = path.join(root, 'elsewhere');
    await rename(file, elsewhere);
    await symlink(elsewhere, file);
    const before = readFileSync(elsewhere);
    expect((await run(root, place)).use.read).toBe(3);
    expect(readFileSync(elsewhere).equals(before)).toBe(true);
  });
});

it('leaves one file, and removes what a killed run left', async () => {
  const { root, place } = await system(FILES);
  await mkdir(place.folder, { recursive: true });
  const abandoned = path.join(place.folder, `facts-${'0'.repeat(12)}-${'a'.repeat(12)}.pack.00ff.tmp`);
  writeFileSync(abandoned, 'half');
  utimesSync(abandoned, OLD, OLD);
  writeFileSync(path.join(place.folder, 'notes.txt'), 'of the user');
  await run(root, place);
  expect(readdirSync(place.folder).sort()).toEqual([path.basename(packOf(place)), 'notes.txt']);
});

it('keeps a bounded number of systems in one folder', async () => {
  const { root, place } = await system(FILES);
  for (let n = 0; n < 70; n++) await run(root, { ...place, system: String(n).padStart(12, '0') });
  expect(readdirSync(place.folder)).toHaveLength(61);
  await rm(place.folder, { recursive: true });
});

function toolOf(digit: string): NonNullable<MemoryOptions['tool']> {
  return () => digit.repeat(40);
}

type Extracted = Omit<Whole, 'contents' | 'modules'> & { readonly modules: readonly (ModuleFacts | undefined)[] };

interface Run {
  readonly extracted: Extracted;
  readonly use: MemoryUse;
}

async function system(files: Readonly<Record<string, string>>): Promise<{ readonly root: string; readonly place: CachePlace }> {
  const root = await folder(files);
  return { root, place: { folder: path.join(root, 'caches/msa'), system: '0'.repeat(12) } };
}

async function run(root: string, place: CachePlace, files = sources(root), options: Partial<MemoryOptions> = {}): Promise<Run> {
  const now = Date.now() + 10_000; // the files are no longer young
  const memory = openMemory({ place, tool, now, ...options });
  const extracted = async (): Promise<Extracted> => whole(await extractFiles(memory.facts.reader(root, memory.disk), files, digestOf));
  return { extracted: await withWholeFacts(memory.facts, extracted), use: memory.save() };
}

async function runOn(write: (text: string) => void, text: string, { root, place }: Awaited<ReturnType<typeof system>>): Promise<Run> {
  write(text);
  return run(root, place);
}

async function uncached(root: string, files = sources(root)): Promise<Extracted> {
  return whole(await extractFiles(folderReader(root), files, digestOf));
}

/** All that is known of the files. Names of contents are told by the memory alone. */
function whole({ contents: _, modules, ...extracted }: Whole): Extracted {
  return { ...extracted, modules: [...modules.keys()].map(modules.get) };
}

function sources(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(tsx?|js|json)$/.test(file))
    .sort();
}

function packs({ folder: place }: CachePlace): {
  readonly names: readonly string[];
  readonly bytes: ReadonlyMap<string, Buffer>;
  readonly base: Buffer;
} {
  const names = readdirSync(place).filter((name) => name.endsWith('.pack'));
  const bytes = new Map(names.map((name) => [name, readFileSync(path.join(place, name))]));
  return { names, bytes, base: bytes.get(names.find((name) => name.startsWith('facts-')) ?? '') ?? Buffer.alloc(0) };
}

function packOf({ folder: place }: CachePlace): string {
  return path.join(place, readdirSync(place).find((name) => name.endsWith('.pack')) ?? '');
}
