import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { afterEach, expect, test } from 'vitest';

import { freshEnvironment } from './support.js';

let child: ChildProcess | undefined;

afterEach(() => {
  child?.kill('SIGKILL');
});

async function startProcess(asked: Record<string, string>, options: readonly string[] = []): Promise<ChildProcess> {
  const env = { PATH: process.env['PATH'], ...(await freshEnvironment(asked)) };
  child = spawn(process.execPath, ['--import', 'tsx', ...options, 'src/main.ts'], { env });
  return child;
}

async function address(of: ChildProcess): Promise<string> {
  if (of.stdout === null) throw new Error('no output');
  for await (const line of createInterface({ input: of.stdout })) {
    const found = /http:\/\/[\d.]+:\d+/.exec(line)?.[0];
    if (found !== undefined) return found;
  }
  throw new Error('it does not listen');
}

test('starts, answers, and stops on SIGTERM', async () => {
  const started = await startProcess({ LOG_LEVEL: 'info' });
  const url = await address(started);

  expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  started.kill('SIGTERM');
  const [code] = (await once(started, 'exit')) as [number | null];

  expect(code).toBe(0);
});

/** A platform that changes its mind the moment somebody listens, and says so once. */
const IMPATIENT = `
  import net from 'node:net';
  const { listen } = net.Server.prototype;
  net.Server.prototype.listen = function (...given) {
    this.once('listening', () => process.kill(process.pid, 'SIGTERM'));
    net.Server.prototype.listen = listen;
    return listen.apply(this, given);
  };`;

test('stops in order when it is told to before it has quite started', async () => {
  const started = await startProcess({}, ['--import', `data:text/javascript,${encodeURIComponent(IMPATIENT)}`]);

  expect(await once(started, 'exit')).toEqual([0, null]);
});

test('a wrong configuration ends it with one message', async () => {
  const started = await startProcess({ PORT: 'many', SHUTDOWN_DELAY_MS: '-1' });
  const output: Buffer[] = [];
  started.stderr?.on('data', (data: Buffer) => output.push(data));
  const [code] = (await once(started, 'close')) as [number | null];

  expect(code).toBe(1);
  const text = Buffer.concat(output).toString();
  expect(text).toMatch(/^The configuration is wrong:\n {2}- PORT: .*\n {2}- SHUTDOWN_DELAY_MS: .*\n$/);
});
