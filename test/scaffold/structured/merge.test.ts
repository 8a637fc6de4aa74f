import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { describe, expect, it } from 'vitest';

import { mergeKeys, type Side } from '../../../src/scaffold/structured/merge.js';

function merged(
  old: string | undefined,
  next: string | undefined,
  yours: string,
  { path = 'a.yaml', side = 'yours' }: { readonly path?: string; readonly side?: Side } = {},
): string {
  const outcome = mergeKeys({ old, next, yours }, path, side);
  if (outcome === undefined) throw new Error('not merged');
  return [outcome.text, ...outcome.conflicts.map((conflict) => `! ${conflict}`)].join('\n');
}

const COMPOSE = `# Shop
name: shop   # our name

services:
  # the till
  till:
    image: "till:1"
    ports: [ "80:80" ]

volumes: {}
`;

describe('YAML by key', () => {
  it('adds an entry, and leaves every other byte', () => {
    const next = 'services:\n  # orders\n  orders:\n    build: .\n    command: |\n      a\n\n      b\n';
    expect(merged(undefined, next, COMPOSE)).toBe(
      COMPOSE.replace('\n\nvolumes', '\n  # orders\n  orders:\n    build: .\n    command: |\n      a\n\n      b\n\nvolumes'),
    );
  });

  it.each([
    ['an entry of a map', 'services:\n  # orders\n  orders:\n    build: .\n', COMPOSE],
    ['an entry of a list in brackets', 'services:\n  till:\n    ports: ["90:90"]\n', COMPOSE],
    ['a key at the top', 'networks:\n  inner: {}\n', COMPOSE],
    ['a key of a file without a last line break', 'b: 2\n', 'a: 1'],
    [
      'entries of a list of maps',
      'env:\n  - name: B\n    value: 2\n',
      'env:\n  - name: A # first\n    value: 1\n  # the last\n  - name: C\n    value: 3\n',
    ],
    ['a list in a list at the column of its key', 'a:\n  - z\n', 'a:\n- x\n- y\nb: 1\n'],
    ['deep below', 'a:\n  b:\n    c:\n      e: 2\n', 'a:\n  b:\n    c:\n      d: 1 # d\n\n    # f\n    f: 1\n'],
    ['into a file of comments', 'a: 1\n', '# nothing yet\n'],
  ])('adds and removes %s, byte for byte', (_, added, text) => {
    const with_ = mergeKeys({ old: undefined, next: added, yours: text }, 'a.yaml', 'yours')?.text ?? '';
    expect(with_).not.toBe(text);
    expect(merged(added, undefined, with_)).toBe(text);
  });

  it.each([
    ['a value that only the template changed', 'a: 1\n', 'a: 2\n', 'a: 1 # yours\nb: 3\n', 'a: 2 # yours\nb: 3\n'],
    ['a value that only you changed', 'a: 1\n', 'a: 1\n', 'a: 5\n', 'a: 5\n'],
    ['the same change on both sides', 'a: 1\n', 'a: 2\n', 'a: 2\n', 'a: 2\n'],
    ['what you took out', 'a: 1\nb: 2\n', 'a: 1\nb: 2\nc: 3\n', 'a: 1\n', 'a: 1\nc: 3\n'],
    ['a value that becomes a map', 'a: 1\n', 'a:\n  b: 2\n', 'z: 0\na: 1\ny: 0\n', 'z: 0\na:\n  b: 2\ny: 0\n'],
    ['a text over several lines', 'a: |\n  x\n', 'a: |\n  y\n', 'b: 1\na: |\n  x\nc: 2\n', 'b: 1\na: |\n  y\nc: 2\n'],
    ['entries into an empty map in brackets', undefined, 'a:\n  # b\n  b: 1\n', 'a: {} # none\nc: 1\n', 'a: # none\n  # b\n  b: 1\nc: 1\n'],
    ['entries into an empty list in brackets', undefined, 'x:\n  a:\n    - b\n    - c\n', 'x:\n  a: []\n', 'x:\n  a:\n    - b\n    - c\n'],
    ['a key without a value that gets entries', undefined, 'services:\n  a: 1\n', 'services:\nb: 2\n', 'services:\n  a: 1\nb: 2\n'],
    ['what the template drops and you have added to', 'a:\n  b: 1\n', '', 'a:\n  b: 1\n  c: 2\n', 'a:\n  c: 2\n'],
    ['the whole of a block', 'a:\n  b: 1\n', 'a: {}\n', 'a:\n  b: 1\n', 'a: {}\n'],
    ['all entries by others', 'a:\n  - b\n', 'a:\n  - c\n  - d\n', 'a:\n  - b\n', 'a:\n  - c\n  - d\n'],
    [
      'the first key behind a dash',
      'l:\n  - name: a\n    b: 1\n',
      'l:\n  - name: a\n    b: 2\n',
      'l:\n  - b: 1\n    name: a\n',
      'l:\n  - b: 2\n    name: a\n',
    ],
  ])('merges %s', (_, old, next, yours, expected) => {
    expect(merged(old, next, yours)).toBe(expected);
  });

  it('keeps yours, or takes theirs, where both changed', () => {
    expect(merged('a: 1\n', 'a: 2\n', 'a: 3\n')).toBe('a: 3\n\n! a');
    expect(merged('a: 1\n', 'a: 2\n', 'a: 3\n', { side: 'theirs' })).toBe('a: 2\n\n! a');
    expect(merged('a: {b: 1}\n', '', 'a: {b: 2}\n', { side: 'theirs' })).toBe('\n! a.b'.replace('\n', 'a: {}\n\n'));
  });

  it('leaves alone what is no YAML, or several documents', () => {
    expect(mergeKeys({ old: undefined, next: 'a: 1\n', yours: 'a: [\n' }, 'a.yaml', 'yours')).toBeUndefined();
    expect(mergeKeys({ old: undefined, next: 'a: 1\n', yours: 'a: 1\n---\nb: 2\n' }, 'a.yaml', 'yours')).toBeUndefined();
    expect(mergeKeys({ old: undefined, next: '{"a":1}', yours: '// x\n{}' }, 'a.json', 'yours')).toBeUndefined();
  });
});

describe('JSON by key', () => {
  const json = { path: 'package.json' };
  it.each([
    ['two spaces', '{\n  "name": "shop",\n  "dependencies": {\n    "pg": "1"\n  }\n}\n'],
    ['tabs', '{\n\t"name": "shop",\n\t"files": ["a", "b"],\n\t"dependencies": { "pg": "1" }\n}'],
    ['one line', '{"name":"shop"}'],
    ['nothing', '{}\n'],
  ])('adds and removes with %s, byte for byte', (_, text) => {
    const added = '{"workspaces":["services/*"],"dependencies":{"fastify":"5","zod":"4"}}';
    const with_ = mergeKeys({ old: undefined, next: added, yours: text }, 'package.json', 'yours')?.text ?? '';
    expect(JSON.parse(with_)).toMatchObject(JSON.parse(added) as object);
    expect(merged(added, undefined, with_, json)).toBe(text);
  });

  it('puts packages where npm would put them', () => {
    expect(
      merged(
        undefined,
        '{"dependencies":{"fastify":"5","zod":"4"}}',
        '{\n  "dependencies": {\n    "express": "4",\n    "pg": "1"\n  }\n}\n',
        json,
      ),
    ).toBe('{\n  "dependencies": {\n    "express": "4",\n    "fastify": "5",\n    "pg": "1",\n    "zod": "4"\n  }\n}\n');
  });

  it('replaces, and takes out of the middle', () => {
    expect(merged('{"a":1,"b":2,"c":3}', '{"a":2,"c":3}', '{ "a": 1, "b": 2, "c": 3, "d": 4 }', json)).toBe('{ "a": 2, "c": 3, "d": 4 }');
    expect(merged('{"a":1,"b":2}', '{"b":2}', '{ "a": 1, "b": 2 }', json)).toBe('{ "b": 2 }');
  });
});

type Json = string | number | Json[] | { [key: string]: Json };
const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const { value: anyValue } = fc.letrec<{ value: Json; map: Record<string, Json> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.integer({ min: 0, max: 9 }),
    fc.constantFrom('x', 'y: z', '# n'),
    fc.subarray(['p', 'q', 'r']),
    tie('map'),
  ),
  map: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
}));
const anyMap = fc.dictionary(key, anyValue, { maxKeys: 5 });

describe.each(['a.yaml', 'a.json'])('any %s', (path) => {
  const print = (value: unknown): string => (path === 'a.json' ? `${JSON.stringify(value, null, 2)}\n` : stringify(value));

  it('becomes the new one where you have changed nothing', () => {
    fc.assert(
      fc.property(anyMap, anyMap, (old, next) => {
        const outcome = mergeKeys({ old: print(old), next: print(next), yours: print(old) }, path, 'yours');
        expect(outcome?.conflicts).toEqual([]);
        expect(parse(outcome?.text ?? '') ?? {}).toEqual(next);
      }),
      { numRuns: 500 },
    );
  });

  it('stays yours where the template has not changed', () => {
    fc.assert(
      fc.property(anyMap, anyMap, (old, yours) => {
        expect(mergeKeys({ old: print(old), next: print(old), yours: print(yours) }, path, 'yours')).toEqual({
          text: print(yours),
          conflicts: [],
        });
      }),
    );
  });

  it('gives back the bytes of keys that are not the template’s', () => {
    fc.assert(
      fc.property(anyMap, anyMap, (yours, added) => {
        const theirs = Object.fromEntries(Object.entries(added).map(([name, value]) => [`new-${name}`, value]));
        const text = print(yours);
        const both = mergeKeys({ old: undefined, next: print(theirs), yours: text }, path, 'yours');
        expect(parse(both?.text ?? '') ?? {}).toEqual({ ...yours, ...theirs });
        expect(mergeKeys({ old: print(theirs), next: undefined, yours: both?.text ?? '' }, path, 'yours')?.text).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});
