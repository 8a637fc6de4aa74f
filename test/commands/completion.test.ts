import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { describe, expect, it } from 'vitest';

import { SHELLS } from '../../src/cli/completion.js';
import { msa } from '../support/msa.js';

/** What bash offers for a line that is being typed; its last word may be empty. */
async function offered(line: string): Promise<string[]> {
  const { stdout: script } = await msa(['completion', 'bash']);
  const words = line.split(' ');
  const typed = words.map((word) => `'${word}'`).join(' ');
  const run = `${script}\nCOMP_WORDS=(${typed}); COMP_CWORD=${words.length - 1}; _msa; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await promisify(execFile)('bash', ['--norc', '-c', run]);
  return stdout.split('\n').filter((word) => word !== '');
}

describe('bash', () => {
  it.each([
    ['msa li', ['lint']],
    ['msa baseline ', ['add', 'prune', 'show']],
    ['msa baseline pr', ['prune']],
    ['msa lint --no-in', ['--no-inline-config']],
    ['msa lint --max', ['--max-warnings']],
    ['msa lint --fail-on ', ['error', 'warning', 'info', 'never']],
    ['msa lint --fail-on w', ['warning']],
    ['msa lint services/ord', []],
    ['msa cache clear --cache-', ['--cache-location']],
  ])('offers for "%s"', async (line, words) => {
    expect(await offered(line)).toEqual(words);
  });

  it('offers every command', async () => {
    expect(await offered('msa ')).toEqual(expect.arrayContaining(['lint', 'init', 'explain', 'completion', 'baseline', 'cache', 'hook']));
  });
});

it.each(SHELLS)('%s gets a script with commands, topics, flags and their values', async (shell) => {
  const { code, stdout, stderr } = await msa(['completion', shell]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const word of ['lint', 'baseline', 'prune', 'fail-on', 'warning']) expect(stdout).toContain(word);
});

it('of other shells nothing is known', async () => {
  const { code, stderr } = await msa(['completion', 'powershel']);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr:
      'msa: Expected powershel to be one of: bash, zsh, fish, powershell\n  hint  Did you mean powershell?\nexit 2: could not analyse (E_USAGE)\n',
  });
});
