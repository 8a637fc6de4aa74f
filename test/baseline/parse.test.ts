import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseBaseline } from '../../src/baseline/parse.js';
import { printBaseline } from '../../src/baseline/print.js';
import type { Baseline } from '../../src/model/baseline.js';
import { UserError } from '../../src/shared/errors.js';
import { entry } from '../support/baseline.js';

const FILE = 'msa.baseline.json';
const REWRITE = 'Take it back from version control, or delete it and run `msa baseline add`.';

function read(text: string): Baseline | UserError {
  try {
    return parseBaseline(text, FILE);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

function told(text: string): readonly (string | undefined)[] {
  const outcome = read(text);
  if (!(outcome instanceof UserError)) throw new Error('it was read');
  return [outcome.message.replace(`${FILE} is no baseline: `, ''), outcome.at?.replace(`${FILE}:`, ''), outcome.hint];
}

const one = '{"id":"0a1b2c3d","rule":"a/b","subject":"orders","reason":"old"}';
const file = (...lines: readonly string[]): string => `{\n  "version": 1,\n  "findings": [\n${lines.join(',\n')}\n  ]\n}\n`;

describe('a baseline', () => {
  it('is read with the place of each entry, whatever the line ends and the layout', () => {
    for (const text of [file(`    ${one}`), file(`    ${one}`).replaceAll('\n', '\r\n'), `\uFEFF${file(`    ${one}`)}`]) {
      expect(read(text)).toEqual({ file: FILE, entries: [entry({ id: '0a1b2c3d', at: { file: FILE, line: 4, column: 5 } })] });
    }
    expect(read(JSON.stringify(JSON.parse(file(one)), null, '\t'))).toMatchObject({ entries: [{ at: { line: 4, column: 3 } }] });
  });

  it.each([
    ['nothing', '', ['the text ends too early', '1:1', REWRITE]],
    ['no map', '[]', ['it is no map', '1:1', REWRITE]],
    ['another version', '{"version": 2, "findings": []}', ['its "version" is not 1', '1:1', 'This msa reads version 1.']],
    ['no findings', '{"version": 1}', ['its "findings" is no list', '1:1', REWRITE]],
    ['an unknown key', '{"version": 1, "finding": []}', ['unknown key "finding"', '1:1', 'Did you mean findings?']],
    ['an entry that is no map', file('1'), ['an entry of "findings" is no map', '1:1', REWRITE]],
    ['a missing comma', file(`${one}\n${one}`), ['a comma or ] is missing', '5:1', REWRITE]],
    [
      'a merge conflict',
      file(`<<<<<<< HEAD\n${one}`),
      ['a value is missing', '4:1', 'Resolve the merge conflict: keep the lines of both sides.'],
    ],
    ['a doubled entry', file(one, one), ['the finding 0a1b2c3d stands here for the second time', '5:1', 'Keep one of the two lines.']],
    ['an unknown key of an entry', file(one.replace('reason', 'raeson')), ['unknown key "raeson"', '4:1', 'Did you mean reason?']],
    ['an entry without a reason', file(one.replace('old', ' ')), ['the entry needs "reason"', '4:1', '"reason" is a text that says why.']],
    ['a wrong id', file(one.replace('0a1b2c3d', 'xyz')), ['the entry needs "id"', '4:1', '"id" is 8 hex digits.']],
    [
      'a day that is none',
      file(one.replace('}', ',"expires":"2030-02-30"}')),
      ['the entry needs "expires"', '4:1', '"expires" is a day as YYYY-MM-DD.'],
    ],
    [
      'texts as metrics',
      file(one.replace('}', ',"metrics":{"calls":"3"}}')),
      ['the entry needs "metrics"', '4:1', '"metrics" is a map of numbers.'],
    ],
  ])('with %s is refused with its line and a hint', (_, text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it('of any text is read, or refused with a place in the file', () => {
    const whole = printBaseline([entry({ id: '00000001' }), entry({ id: '00000002', expires: '2030-01-01', metrics: { calls: 3 } })]);
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\n',
      ' ',
      '1',
      '<<<<<<< HEAD\n',
      '"id"',
      '"metrics"',
      'null',
      '\r\n',
      '\uFEFF',
      '\\',
    );
    const noise = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));
    const accident = fc
      .tuple(fc.nat(whole.length), fc.nat(60), noise)
      .map(([from, length, by]) => whole.slice(0, from) + by + whole.slice(from + length));
    fc.assert(
      fc.property(fc.oneof(noise, accident, fc.json(), fc.string({ unit: 'binary' })), (text) => {
        const outcome = read(text);
        if (!(outcome instanceof UserError)) return;
        expect(outcome.code).toBe('E_BASELINE');
        const [line = 0, column = 0] = (/^msa\.baseline\.json:(\d+):(\d+)$/.exec(outcome.at ?? '') ?? []).slice(1).map(Number);
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(text.split('\n').length);
        expect(column).toBeGreaterThan(0);
        expect(outcome.hint).not.toBe('');
      }),
      { numRuns: 3000 },
    );
  });
});

describe('printing', () => {
  const entries = fc.uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[\da-f]{8}$/),
      rule: fc.constantFrom('a/b', 'a/c'),
      subject: fc.string(),
      reason: fc.string({ unit: 'binary' }).map((text) => `x${text}`),
      metrics: fc.dictionary(fc.string({ maxLength: 5 }), fc.nat()),
    }),
    { selector: ({ id }) => id },
  );

  it('and reading give the same entries, one a line', () => {
    fc.assert(
      fc.property(entries, (some) => {
        const text = printBaseline(some.map((parts) => entry(parts)));
        const back = parseBaseline(text, FILE).entries;
        expect(text.split('\n').length).toBe(some.length === 0 ? 5 : some.length + 6);
        expect(back.map(({ at: _, ...rest }) => rest)).toEqual(expect.arrayContaining(some));
        expect(back.map(({ at }) => at.line)).toEqual(some.map((_, index) => index + 4));
        expect(printBaseline(back)).toBe(text);
      }),
    );
  });

  it('does not depend on the order', () => {
    fc.assert(
      fc.property(entries, (some) => {
        const all = some.map((parts) => entry(parts));
        expect(printBaseline([...all].reverse())).toBe(printBaseline(all));
      }),
    );
  });
});
