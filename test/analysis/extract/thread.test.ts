import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';

import { digestOf } from '../../../src/analysis/digest.js';
import { type FileFacts, lowerHere, type SourceText } from '../../../src/analysis/extract/lower-texts.js';
import { lowering } from '../../../src/analysis/extract/thread.js';
import { randomModules } from '../../support/random-modules.js';

/** Threads run what is built. */
const THREAD = new URL('../../../dist/analysis/lowering-thread.js', import.meta.url);
const MANY = 1000;
const PROCESSORS = 4;
const here = lowerHere(digestOf);

const whole = lowering(here, THREAD, PROCESSORS);
whole.expect(MANY);
afterAll(() => {
  whole.end();
});

describe('lowering beside this thread', () => {
  it('gives what lowering here gives, whatever the source', async () => {
    expect(whole.isBeside()).toBe(true);
    await fc.assert(
      fc.asyncProperty(randomModules(), async (files) => {
        const texts = Object.entries(files).map(([file, text]) => ({ file, text }));
        expect(apart(await whole.lower(texts))).toStrictEqual(apart(await here(texts)));
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it.each([
    ['text.ts', "const x = '\\uD800\u2028';"],
    ['numbers.ts', 'const x = [-0, 1e999, 10n];'],
    ['names.ts', 'const x = { __proto__: f() };'],
    ['broken.ts', 'const = ;'],
    ['deep.ts', `const x = ${'['.repeat(20_000)}${']'.repeat(20_000)};`],
    ['page.tsx', 'export const Page = () => <a onClick={() => fetch("/orders")}>orders</a>;'],
    ['routes.json', '{ "orders": "/orders", "numbers": [-0, 1e999] }'],
    ['config/default.yaml', 'orders: { url: http://orders, wait: .inf, none: .nan }'],
  ])('gives what lowering here gives: %s', async (file, text) => {
    expect(apart(await whole.lower([{ file, text }]))).toStrictEqual(apart(await here([{ file, text }])));
  });

  it('tells the facts as they are written down too', async () => {
    const texts = [source('a.ts'), { file: 'b.ts', text: "const x = 'größer'; f(x);" }, source('c.ts')];
    const made = await whole.lower(texts);
    expect(made.map(({ json }) => json && Buffer.from(json).toString())).toEqual(made.map(({ facts }) => JSON.stringify(facts())));
  });

  it('answers in the order in which it is asked', async () => {
    const lists = Array.from({ length: 20 }, (_, at) => [source(`a${String(at)}.ts`), source(`b${String(at)}.ts`)]);
    const made = await Promise.all(lists.map((list) => whole.lower(list)));
    expect(made.flat().map(({ facts }) => facts().file)).toEqual(lists.flat().map(({ file }) => file));
  });

  it('gives what lowering here gives of files that it began with, as they are asked for', async () => {
    const { expect: expectFiles, begin, lower, end } = lowering(here, THREAD, PROCESSORS);
    expectFiles(MANY);
    const file = 'thread.test.ts';
    begin({ root: import.meta.dirname, files: [file] });
    const text = readFileSync(import.meta.filename, 'utf8');
    for (const texts of [[{ file, text }], [{ file, text: `${text}changed();` }]])
      expect(apart(await lower(texts))).toStrictEqual(apart(await here(texts)));
    end();
  });

  it.each([
    ['is not there', new URL('missing.js', THREAD)],
    ['ends at once', code('process.exit(1)')],
    ['throws at once', code('throw new Error("no memory")')],
    ['ends when it is asked', code('require("node:worker_threads").parentPort.on("message", () => process.exit(1))')],
    [
      'ends after an answer',
      code(
        'const { parentPort: p } = require("node:worker_threads"); const none = { digests: "[]", facts: new Uint8Array(0), lengths: [] }; p.once("message", () => { p.postMessage(none); p.close(); })',
      ),
    ],
  ])('goes on here where the other thread %s', async (_, thread) => {
    const { expect: expectFiles, lower, end } = lowering(here, thread, PROCESSORS);
    expectFiles(MANY);
    const first = lower([]);
    const others = [lower([source('a.ts')]), lower([source('b.ts'), source('c.ts')])];
    expect(await first).toEqual([]);
    expect(apart((await Promise.all(others)).flat())).toEqual(apart(await here([source('a.ts'), source('b.ts'), source('c.ts')])));
    expect(apart(await lower([source('d.ts')]))).toEqual(apart(await here([source('d.ts')])));
    end();
  });

  it('begins with many files and processors alone', () => {
    const few = lowering(here, THREAD, PROCESSORS);
    few.expect(MANY - 1);
    expect(few.isBeside()).toBe(false);
    const crowded = lowering(here, THREAD, 1);
    crowded.expect(MANY);
    expect(crowded.isBeside()).toBe(false);
    const nowhere = lowering(here);
    nowhere.expect(MANY);
    expect(nowhere.isBeside()).toBe(false);
  });
});

/** What they give, with the facts taken apart. */
function apart(made: readonly FileFacts[]): unknown[] {
  return made.map(({ file, digest, facts }) => ({ file, digest, facts: facts() }));
}

function source(file: string): SourceText {
  return { file, text: `export const url = process.env.${file.slice(0, 1).toUpperCase()}_URL;\nfetch(url);\n` };
}

/** A thread that runs this CommonJS. */
function code(text: string): URL {
  return new URL(
    `data:text/javascript,${encodeURIComponent(`import { createRequire } from "node:module"; const require = createRequire("file:///"); ${text}`)}`,
  );
}
