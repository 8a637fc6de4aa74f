import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';

import { buildManifest } from '../../../src/analysis/manifest/build.js';
import { parseYaml } from '../../../src/analysis/manifest/parse.js';
import { validate } from '../../../src/analysis/manifest/validate.js';
import type { Manifest } from '../../../src/model/manifest.js';
import { UserError } from '../../../src/shared/errors.js';

/** The example of the documentation: every section and key stands in it. */
const EXAMPLE = /```yaml\n(version: 1[\s\S]*?)```/.exec(readFileSync('docs/msa-yaml.md', 'utf8'))?.[1] ?? '';

const yamlPiece = fc.constantFrom(
  ...['services', 'orders', 'path', 'calls', 'rules', 'ignore', 'libraries', 'version', 'exclude', '__proto__', 'constructor'],
  ...[
    ':',
    ': ',
    '- ',
    '\n',
    '\n  ',
    '\n    ',
    '{',
    '}',
    '[',
    ']',
    ', ',
    '&a ',
    '*a',
    '<<: ',
    '|\n',
    '>-\n',
    '"',
    "'",
    '#',
    '? ',
    '! ',
    '!!int ',
  ],
  ...['null', '~', '0123', '1e3', '.nan', 'true', 'off', '2030-01-31', '---\n', '...\n', '\t', '\r\n', '\uFEFF', '\u0085', '\u{1F980}'],
);

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(yamlPiece, { maxLength: 30 }).map((pieces) => pieces.join('')),
);

/** The example with one part taken out, doubled or replaced. */
const mutations = fc
  .record({ from: fc.nat(EXAMPLE.length), length: fc.nat(40), by: fc.oneof(fc.constant(undefined), texts) })
  .map(({ from, length, by }) => {
    const part = EXAMPLE.slice(from, from + length);
    return EXAMPLE.slice(0, from) + (by ?? part + part) + EXAMPLE.slice(from + (by === undefined ? 0 : length));
  });

/** Values of every kind under the keys that there are. */
const values = fc
  .dictionary(
    fc.constantFrom('version', 'name', 'services', 'datastores', 'rules', 'ignore', 'exclude', 'libraries', 'other'),
    fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.dictionary(
        fc.string({ maxLength: 6 }),
        fc.dictionary(fc.constantFrom('path', 'kind', 'calls', 'env', 'owns', 'severity', 'x'), fc.jsonValue({ maxDepth: 2 })),
      ),
    ),
  )
  .map((value) => stringify(value));

describe('a manifest of any text', () => {
  it.each([
    ['noise', texts, 1500],
    ['the example with an accident', mutations, 400],
    ['values of any kind', values, 400],
  ])('is read, or refused with a place in the file: %s', (_, arbitrary, numRuns) => {
    fc.assert(
      fc.property(arbitrary, (text) => {
        const outcome = read(text);
        if (!(outcome instanceof UserError)) return;
        expect(outcome.code).toBe('E_MANIFEST');
        const [line = 0, column = 0] = (/^msa\.yaml:(\d+):(\d+)$/.exec(outcome.at ?? '') ?? []).slice(1).map(Number);
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(text.split('\n').length);
        expect(column).toBeGreaterThan(0);
        expect(outcome.message).not.toMatch(/undefined|\[object|call stack/);
        expect(outcome.hint).not.toBe('');
      }),
      { numRuns },
    );
  });

  it('the example itself is read', () => {
    expect(read(EXAMPLE)).not.toBeInstanceOf(UserError);
  });
});

function read(text: string): Manifest | UserError {
  try {
    const yaml = parseYaml(text, 'msa.yaml');
    return buildManifest(validate(yaml, 'msa.yaml'), yaml, 'msa.yaml');
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}
