import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { extract } from '../../../src/analysis/extract/extract.js';
import { linesOfCode } from '../../../src/analysis/extract/lowering/lines-of-code.js';
import { callsTold, factsOf } from '../../support/facts.js';

describe('a file that is broken', () => {
  it.each<[string, string, string]>([
    ['an open bracket', `fetch('/a');\nconst x = {`, '2:12'],
    ['a merge conflict', `<<<<<<< HEAD\nfetch('/a');\n=======\n>>>>>>> other`, '1:1'],
    ['a stray brace', `fetch('/a');\n}`, '2:1'],
  ])('%s: is told with its place, and the rest of it is read', (_, text, place) => {
    const { parseErrors, calls } = factsOf(text);
    expect(`${String(parseErrors[0]?.line)}:${String(parseErrors[0]?.column)}`).toBe(place);
    expect(calls).toHaveLength(1);
  });

  it('tells the first errors only: the others are consequences', () => {
    expect(factsOf('}'.repeat(100)).parseErrors).toHaveLength(3);
  });
});

describe('a file that is strange', () => {
  const deep = 3_000;
  it.each<[string, string]>([
    ['nested calls', `${'f('.repeat(deep)}${')'.repeat(deep)}`],
    ['nested arrays', `const x = ${'['.repeat(deep)}${']'.repeat(deep)}`],
    ['nested objects', `const x = ${'{a:'.repeat(deep)}1${'}'.repeat(deep)}`],
    ['nested functions', `${'() => '.repeat(deep)}1`],
    ['nested blocks', `${'{'.repeat(deep)}${'}'.repeat(deep)}`],
    ['a chain of properties', `x${'.a'.repeat(deep)}`],
    ['a chain of calls', `x${'.a()'.repeat(deep)}`],
    ['a chain of texts', `const x = 'a'${" + 'a'".repeat(10 * deep)}`],
    ['a chain of conditions', `const x = ${'a ? b : '.repeat(deep)}c`],
    ['a chain of else', `${'if (a) b(); else '.repeat(deep)}c();`],
    ['a long array', `const x = [${'1,'.repeat(100_000)}]`],
    ['many bindings', Array.from({ length: 20_000 }, (_, i) => `const a${String(i)} = ${String(i)};`).join('\n')],
  ])('%s: does not end the run', (_, text) => {
    const { parseErrors } = extract('a.js', text);
    expect(parseErrors.map(({ message }) => message).filter((message) => !message.includes('too deeply'))).toEqual([]);
  });

  it.each(['', '\n', '#!/usr/bin/env node\n', '"use strict"', '/* open', '// only', '\u0000\u0001', '𝕏'])('%j', (text) => {
    expect(extract('a.ts', text).parseErrors.length).toBeLessThanOrEqual(3);
  });

  it.each([
    ['a.ts', `const x = <Client>make('x');`, ['make("x")']],
    ['a.tsx', `const x = <Client>{make('x')}</Client>;`, ['Client({})', 'make("x")']],
    ['a.js', `const x = <Client>{make('x')}</Client>;`, ['Client({})', 'make("x")']],
    ['a.mts', `export const x: string = make('x');`, ['make("x")']],
    ['a.cjs', `exports.x = make('x');`, ['make("x")']],
  ])('%s is read as what its name says', (file, text, expected) => {
    const facts = factsOf(text, file);
    expect(facts.parseErrors).toEqual([]);
    expect(callsTold(facts).sort()).toEqual(expected.sort());
  });
});

const SEED = `import { Client } from 'x';
export class Orders extends Base<Order> {
  constructor(private readonly client: Client, url = process.env.URL ?? 'http://orders') { super(); this.url = url; }
  async all(ids: string[]) { for (const id of ids) { await this.client.get(\`\${this.url}/orders/\${id}\`); } return ids.map(async (id) => ({ id, ...rest })); }
}
const { a = 1, b: { c }, ...d } = require('./y')(function () { return arguments; });
switch (a) { case 1: module.exports.z = <T>(t: T) => t; }
label: do { if (a?.b?.[c]) continue label; } while (a && (b, c));`;

describe('any text', () => {
  it('is read without a throw, and its indexes point at what is there', () => {
    const pieces = SEED.split(/(?<=[\s(){}.;,])/);
    const mutated = fc
      .array(
        fc.oneof(
          fc.constantFrom(...pieces),
          fc.constantFrom('`', '${', '=>', '<', '</', '@', '#x', 'async', 'new ', '\\u{110000}'),
          fc.string(),
        ),
        {
          maxLength: 60,
        },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(mutated, fc.constantFrom('a.ts', 'a.tsx', 'a.js'), (text, file) => {
        const facts = extract(file, text);
        for (const { calls, parent, cls } of facts.functions) {
          for (const call of calls) expect(facts.calls[call]).toBeDefined();
          if (parent !== undefined) expect(facts.functions[parent]).toBeDefined();
          if (cls !== undefined) expect(facts.classes[cls]).toBeDefined();
        }
        for (const { fn, loop } of facts.calls) {
          expect(facts.functions[fn]).toBeDefined();
          if (loop !== undefined) expect(facts.loops[loop]).toBeDefined();
        }
        expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same facts every time', () => {
    expect(extract('a.ts', SEED)).toEqual(extract('a.ts', SEED));
  });
});

describe('lines of code', () => {
  it.each<[string, number]>([
    ['', 0],
    ['a();\n\n  \nb();', 2],
    ['// no\na(); // yes\n  // no', 1],
    ['/* no */\n/** no\n * no\n */\na();', 1],
    ['/* no */ a();', 1],
    ['/* no\n no */ a(); /* no */', 1],
    ['/* no */ /* no */\n/* no */ // no', 0],
    ['const x = a\n  * b;', 2],
    [`const glob = 'src/**';\na();\n// */\nb();`, 3],
    ['/*', 0],
  ])('%j: %i', (text, expected) => {
    expect(linesOfCode(text)).toBe(expected);
  });
});
