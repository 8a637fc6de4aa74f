// What all servers for the tests have in common: a package of Debian, a folder and a port of its own, a clean end.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `program` is a file that the package brings: where it is, nothing is installed. */
export function install(debianPackage, program) {
  if (existsSync(program)) return;
  execFileSync('apt-get', ['install', '-y', '-qq', debianPackage], {
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

export function ownFolder(name) {
  return mkdtempSync(join(tmpdir(), `msa-${name}-`));
}

export async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** A process with the folder `options.cwd`, which goes with it. */
export function start(program, args, { signal = 'SIGTERM', ...options }) {
  const server = spawn(program, args, { stdio: 'ignore', ...options });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  return {
    async stop() {
      server.kill(signal);
      await ended;
      rmSync(options.cwd, { recursive: true, force: true });
    },
  };
}

/** Waits until `check` neither throws nor rejects. */
export async function until(check, attempts = 300) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await check();
    } catch (error) {
      if (attempt > attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Resolves when somebody answers on the port with a line; `hello` is what it waits for, if anything. */
export async function answers(port, hello) {
  const socket = createConnection({ host: '127.0.0.1', port });
  try {
    await new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.once('close', () => reject(new Error(`port ${port} has closed`)));
      socket.setTimeout(2000, () => reject(new Error(`port ${port} says nothing`)));
      socket.once('data', resolve);
      socket.once('connect', () => void (hello !== undefined && socket.write(hello)));
    });
  } finally {
    socket.destroy();
  }
}
