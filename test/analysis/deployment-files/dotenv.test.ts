import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { interpolate, readDotenv, readEnvFile } from '../../../src/analysis/deployment-files/dotenv.js';
import { memoryTree } from '../../../src/analysis/deployment-files/tree.js';

describe('readDotenv', () => {
  it.each([
    ['plain', 'A=1\nB=two', { A: '1', B: 'two' }],
    ['spaces', ' A = 1 ', { A: '1' }],
    ['export', 'export A=1', { A: '1' }],
    ['comments', '# A=1\nB=2 # two\nC=a#b', { B: '2', C: 'a' }],
    ['quotes', `A="1 # one"\nB='it is'\nC=\`x\``, { A: '1 # one', B: 'it is', C: 'x' }],
    ['several lines', 'A="one\ntwo"\nB=3', { A: 'one\ntwo', B: '3' }],
    ['nothing', 'A=\nB=""', { A: '', B: '' }],
    ['an equals sign', 'URL=postgres://u:p@h/db?a=b', { URL: 'postgres://u:p@h/db?a=b' }],
    ['a colon', 'A: 1', { A: '1' }],
    ['Windows', 'A=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['no variable', 'hello\n=1\n- A', {}],
    ['an open quote', 'A="x', { A: 'x' }],
  ])('%s', (_, text, expected) => {
    expect(Object.fromEntries(readDotenv('.env', text).map(({ name, value }) => [name, value]))).toEqual(expected);
  });

  it('knows the line', () => {
    expect(readDotenv('.env', '# x\nA="1\n2"\nB=3').map(({ name, at }) => [name, at.line])).toEqual([
      ['A', 2],
      ['B', 4],
    ]);
  });

  it('reads back what is written', () => {
    const entries = fc.dictionary(
      fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/),
      fc.string({ maxLength: 20 }).filter((text) => !/["\r\n]/.test(text)),
    );
    fc.assert(
      fc.property(entries, (values) => {
        const text = Object.entries(values)
          .map(([name, value]) => `${name}="${value}"`)
          .join('\n');
        expect(Object.fromEntries(readDotenv('.env', text).map(({ name, value }) => [name, value]))).toEqual({ ...values });
      }),
    );
  });
});

describe('readEnvFile', () => {
  it.each([
    [{ '.env': 'A=1', '.env.example': 'A=2' }, '1'],
    [{ '.env.example': 'A=2' }, '2'],
    [{ '.env.sample': 'A=3' }, '3'],
    [{ '.example.env': 'A=\nB=4' }, '4'],
    [{ 'sample.env': 'A=5' }, '5'],
    [{}, undefined],
  ])('of %j is %s', (files, expected) => {
    expect(readEnvFile(memoryTree(files), '.env')[0]?.value).toBe(expected);
  });
});

describe('interpolate', () => {
  const values = new Map([
    ['A', 'one'],
    ['EMPTY', ''],
  ]);

  it.each([
    ['$A', 'one'],
    ['x-$A-y', 'x-one-y'],
    ['${A}', 'one'],
    ['${A:-other}', 'one'],
    ['${B:-other}', 'other'],
    ['${B-other}', 'other'],
    ['${EMPTY:-other}', 'other'],
    ['${EMPTY-other}', ''],
    ['${B:-${A}/x}', 'one/x'],
    ['${B:-${C:-deep}}', 'deep'],
    ['${A:+set}', 'set'],
    ['${B:+set}', ''],
    ['${A:?missing}', 'one'],
    ['${B:?missing}', '${B}'],
    ['$B', '${B}'],
    ['${B}', '${B}'],
    ['$$A', '$A'],
    ['${A', '${A'],
    ['${}', '${}'],
    ['$', '$'],
    ['5$', '5$'],
    ['no variable', 'no variable'],
  ])('%s is %s', (text, expected) => {
    expect(interpolate(text, (name) => values.get(name))).toBe(expected);
  });

  it('ends soon on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('$', '{', '}', ':', '-', 'A', '?', '+'), maxLength: 400 }), (text) => {
        expect(interpolate(text, () => undefined).length).toBeLessThan(3 * text.length + 10);
      }),
    );
    const start = performance.now();
    interpolate('${'.repeat(100_000), () => undefined);
    interpolate('${A:-'.repeat(1_000), () => undefined);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
