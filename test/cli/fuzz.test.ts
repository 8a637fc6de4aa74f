import { Config } from '@oclif/core/config';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';

import { failure } from '../../src/cli/failure.js';
import { targets } from '../../src/cli/formats.js';
import { lint } from '../../src/cli/lint/lint.js';
import { severityOverrides } from '../../src/cli/lint/overrides.js';
import { FAIL_ON } from '../../src/cli/lint/verdict.js';
import { watch } from '../../src/cli/lint/watch.js';
import Lint from '../../src/commands/lint.js';
import { closest } from '../../src/shared/closest.js';
import { UserError } from '../../src/shared/errors.js';

vi.mock('../../src/cli/lint/lint.js', () => ({ lint: vi.fn() }));
vi.mock('../../src/cli/lint/watch.js', () => ({ watch: vi.fn() }));

const FLAGS = Object.keys(Lint.flags);
const word = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom(
    '',
    '-',
    '--',
    '=',
    'text',
    'json',
    'json=',
    'error',
    'warn',
    'a/b=off',
    '-1',
    '1e9',
    'NaN',
    '__proto__',
    'constructor',
    '%s',
  ),
  fc.constantFrom(...FLAGS).map((flag) => `--${flag}`),
  fc.constantFrom(...FLAGS).map((flag) => `--no-${flag}`),
  fc.tuple(fc.constantFrom(...FLAGS), fc.string({ maxLength: 8 })).map(([flag, value]) => `--${flag}=${value}`),
  fc.constantFrom(...FLAGS).map((flag) => `--${flag.slice(1)}`),
);

describe('any words after msa lint', () => {
  let config: Config;
  beforeAll(async () => {
    config = await Config.load(process.cwd());
  });

  it('are options of the right shape, or a mistake that is told', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 6 }), async (argv) => {
        vi.mocked(lint).mockClear();
        vi.mocked(watch).mockClear();
        try {
          await Lint.run(argv, config);
        } catch (error) {
          const { code, text } = failure(error, { debug: false });
          expect(code).toBe(2);
          expect(text).toMatch(/^msa: [^]+\n {2}hint {2}\S[^]*\nexit 2: could not analyse \(E_USAGE\)$/);
          return;
        }
        expect(vi.mocked(lint).mock.calls.length + vi.mocked(watch).mock.calls.length).toBe(1);
        for (const [options] of vi.mocked(lint).mock.calls) {
          expect(FAIL_ON).toContain(options.failOn);
          expect(options.maxWarnings ?? 0).toBeGreaterThanOrEqual(0);
          expect(options.formats.length).toBeGreaterThan(0);
          expect(Object.values(options.overrides).every((one) => ['off', 'info', 'warning', 'error'].includes(one))).toBe(true);
        }
      }),
      { numRuns: 600 },
    );
  });
});

describe('any text', () => {
  it('as --format is a place for a known report, or a mistake', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), fc.option(word, { nil: undefined }), (formats, output) => {
        const found = told(() => targets(formats, output, { known: ['text', 'json'] }));
        if (found instanceof UserError) return;
        expect(found.length).toBe(formats.length);
        expect(found.every(({ format, file }) => ['text', 'json'].includes(format) && file !== '')).toBe(true);
        expect(found.filter(({ file }) => file === undefined).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('as --rule is a severity by rule, or a mistake', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), (texts) => {
        const found = told(() => severityOverrides(texts));
        if (!(found instanceof UserError)) expect(Object.keys(found).every((id) => id !== '')).toBe(true);
      }),
    );
  });

  it('has a nearest word among those it could have been, or none', () => {
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 5 }), (typed, known) => {
        const near = closest(typed, known);
        expect(near === undefined || known.includes(near)).toBe(true);
        if (known.includes(typed)) expect(near?.toLowerCase()).toBe(typed.toLowerCase());
      }),
    );
  });

  it('as an error is told on lines that end with the exit code', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          word.map((text) => new UserError('E_X', text)),
          word.map((text) => new Error(text)),
        ),
        (thrown) => {
          expect(failure(thrown, { debug: false }).text).toMatch(/^msa: [^]*\nexit 2: /);
        },
      ),
    );
  });
});

function told<T>(run: () => T): T | UserError {
  try {
    return run();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}
