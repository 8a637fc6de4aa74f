import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { JsonError, parseJson } from '../../src/shared/json.js';

function mistake(text: string): string {
  try {
    parseJson(text);
  } catch (error) {
    if (error instanceof JsonError) return `${error.at.line}:${error.at.column} ${error.message}`;
    throw error;
  }
  throw new Error('it was read');
}

function accepts(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

describe('parseJson', () => {
  it('reads what JSON.parse reads, as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.nat(3), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent);
        expect(parseJson(text).value).toEqual(JSON.parse(text));
        expect(parseJson(spaced.replaceAll('\n', '\r\n')).value).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  it('refuses what JSON.parse refuses', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '/',
      ' ',
      '\n',
      '\t',
      '0',
      '1',
      '2',
      '-',
      '+',
      '.',
      'e',
      'E',
      'true',
      'null',
      '"a"',
      '"a":',
      '1.5',
      '\\u00',
      '\u0001',
      '//',
      'NaN',
      '\uFEFF',
    );
    const almost = fc
      .tuple(fc.json({ maxDepth: 3 }), fc.nat(40), piece)
      .map(([text, at, by]) => text.slice(0, at) + by + text.slice(at + 1));
    const texts = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
      almost,
    );
    const repeatsKeys = /second time/;
    fc.assert(
      fc.property(texts, (text) => {
        const reads = accepts(() => JSON.parse(text) as unknown);
        if (reads !== accepts(() => parseJson(text))) expect(mistake(text)).toMatch(repeatsKeys);
      }),
      { numRuns: 5000 },
    );
  });

  it('knows where objects begin', () => {
    const { value, startOf } = parseJson('[\n  {"a": 1},\r\n\t{\n"b": {}}]');
    const [first, second] = value as [object, { b: object }];
    expect([first, second, second.b].map(startOf)).toEqual([
      { line: 2, column: 3 },
      { line: 3, column: 2 },
      { line: 4, column: 6 },
    ]);
  });

  it.each([
    ['', '1:1 the text ends too early'],
    ['{"a": 1,}', '1:9 a key in quotes is missing'],
    ['[1,\n]', '2:1 a value is missing'],
    ['{"a" 1}', '1:6 a colon is missing'],
    ['[1\n2]', '2:1 a comma or ] is missing'],
    ['{"a": 1\n"b": 2}', '2:1 a comma or } is missing'],
    ['{"a": 1, "a": 2}', '1:10 the key "a" stands here for the second time'],
    ['{} {}', '1:4 something follows the end'],
    ['["\\x"]', '1:2 the text in quotes is not valid'],
    ['[01]', '1:2 the number is not valid'],
    ['{"a": [', '1:8 the text ends too early'],
    ['{"a": "b', '1:7 a value is missing'],
    ['['.repeat(100), '1:66 nested too deeply'],
  ])('%j is refused at its place', (text, expected) => {
    expect(mistake(text)).toBe(expected);
  });

  it('keeps a key that means something to JavaScript', () => {
    expect(Object.keys(parseJson('{"__proto__": 1, "constructor": 2}').value as object)).toEqual(['__proto__', 'constructor']);
  });

  it('reads three megabytes in a moment', () => {
    const text = `[${Array.from({ length: 25_000 }, (_, index) => `\n{"id": "${index}", "text": "${'x'.repeat(90)}"}`).join(',')}]`;
    const started = performance.now();
    const { value, startOf } = parseJson(text);
    expect(startOf((value as object[])[24_999] ?? {})).toEqual({ line: 25_001, column: 1 });
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
