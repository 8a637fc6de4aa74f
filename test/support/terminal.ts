import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';

import { onTestFinished } from 'vitest';

const run = promisify(execFile);
const BIN = path.resolve('bin/run.js');

export interface Terminal {
  /** Keys as tmux names them: `Down`, `Enter`, `C-c`, `?`. */
  readonly press: (...keys: readonly string[]) => Promise<void>;
  /** The screen once it shows the text; fails with what it shows instead. */
  readonly shows: (text: string) => Promise<string>;
}

/** The built msa in a pseudo-terminal (tmux), with `code=N` behind its last line. Its server ends with the test. */
export async function terminal(args: readonly string[], cwd: string): Promise<Terminal> {
  const name = `msa-${randomUUID()}`;
  const tmux = async (...words: readonly string[]): Promise<string> => (await run('tmux', ['-L', name, ...words])).stdout;
  onTestFinished(async () => {
    await tmux('kill-server').catch(() => undefined);
  });
  const quoted = [process.execPath, BIN, ...args].map((word) => `'${word}'`).join(' ');
  // The shell outlives a Ctrl-C that comes before msa listens for it, and tells the code.
  const script = `trap : INT; env -u NO_COLOR -u FORCE_COLOR -u CI ${quoted} >report.txt; echo code=$?; sleep 600`;
  await tmux('-f', '/dev/null', 'new-session', '-d', '-x', '100', '-y', '40', '-c', cwd, script);
  return {
    press: async (...keys) => {
      for (const key of keys) {
        await tmux('send-keys', key);
        await pause(150); // a person does not type faster, and each key is drawn before the next
      }
    },
    shows: async (text) => {
      let screen = '';
      const until = Date.now() + 20_000;
      while (Date.now() < until) {
        await pause(100);
        screen = await tmux('capture-pane', '-p', '-J');
        if (screen.includes(text)) return screen;
      }
      throw new Error(`the terminal never showed ${JSON.stringify(text)}, but:\n${screen}`);
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
