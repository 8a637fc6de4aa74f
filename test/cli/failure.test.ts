import { CLIError, ExitError } from '@oclif/core/errors';
import { describe, expect, it } from 'vitest';

import { failure } from '../../src/cli/failure.js';
import { UserError } from '../../src/shared/errors.js';

const quiet = { debug: false };

describe('failure', () => {
  it('tells a user error with place and hint, and never a stack', () => {
    const error = new UserError('E_MANIFEST', 'unknown key "x"', { at: 'msa.yaml:2:3', hint: 'Did you mean "y"?' });
    expect(failure(error, quiet)).toEqual({
      code: 2,
      text: 'msa: unknown key "x"\n  at    msa.yaml:2:3\n  hint  Did you mean "y"?\nexit 2: could not analyse (E_MANIFEST)',
    });
  });

  it('tells a bug as a bug, with its stack only for --debug', () => {
    const error = new TypeError('x is not a function');
    expect(failure(error, quiet)).toEqual({
      code: 2,
      text: 'msa: this is a bug in msa: TypeError: x is not a function\n  hint  Run it again with --debug and report what it prints.\nexit 2: bug in msa',
    });
    expect(failure(error, { debug: true }).text).toContain('failure.test.ts');
  });

  it('lets no name of the repository act in a terminal or in the log of a CI job', () => {
    const evil = 'a\u001b[2J\u009b\r\n ::add-mask::x\n::error::y ##[add-mask]z';
    for (const error of [new UserError('E_X', evil, { at: evil, hint: evil }), new Error(evil)]) {
      const { text } = failure(error, quiet);
      expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]|##\[/);
      expect(text).not.toMatch(/^\s*::\w/m);
    }
  });

  it('knows what is thrown without being an error', () => {
    expect(failure('boom', quiet)).toMatchObject({ code: 2, text: expect.stringContaining('this is a bug in msa: boom') as string });
  });

  it('lets oclif end a command early', () => {
    expect(failure(new ExitError(0), quiet)).toEqual({ code: 0, text: '' });
  });

  it.each([
    [Object.assign(new CLIError('Nonexistent flag: --formt=x\nSee more help with --help'), parse(['--formt=x'])), 'Did you mean --format?'],
    [
      Object.assign(new CLIError('Nonexistent flag: --no-colr\nSee more help with --help'), parse(['--no-colr'])),
      'Did you mean --no-color?',
    ],
    [new CLIError('Expected --fail-on=warn to be one of: error, warning\nSee more help with --help'), 'Did you mean warning?'],
    [new CLIError('Flag --root expects a value'), 'Run it with --help to see what it takes.'],
    [new CLIError('Missing 1 required arg:\nrule  Which one.\nSee more help with --help'), 'Which one.'],
    [new CLIError('Command lnt not found.'), '`msa --help` lists the commands.'],
  ])('helps with %s', (error, hint) => {
    const { code, text } = failure(error, quiet);
    expect(code).toBe(2);
    expect(text.split('\n').slice(1)).toEqual([`  hint  ${hint}`, 'exit 2: could not analyse (E_USAGE)']);
  });
});

function parse(flags: readonly string[]): object {
  return { flags, parse: { input: { flags: { format: {}, color: { allowNo: true } } } } };
}
