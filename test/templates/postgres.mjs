// A PostgreSQL server of its own for the tests, from the packages of the system.
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PACKAGES = '/usr/lib/postgresql';

export async function startPostgres() {
  if (!existsSync(PACKAGES)) {
    execFileSync('apt-get', ['install', '-y', '-qq', 'postgresql'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  const [newest] = readdirSync(PACKAGES).sort((a, b) => Number(b) - Number(a));
  const program = (name) => join(PACKAGES, newest, 'bin', name);
  const folder = mkdtempSync(join(tmpdir(), 'msa-postgres-'));
  // The server refuses to run as root.
  const user = process.getuid() === 0 ? Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' })) : process.getuid();
  chownSync(folder, user, -1);
  const options = { uid: user, cwd: folder, stdio: 'ignore' };
  const data = join(folder, 'data');
  execFileSync(program('initdb'), ['-D', data, '-U', 'test', '--auth=trust', '--no-sync'], options);
  const port = await freePort();
  const server = spawn(
    program('postgres'),
    ['-D', data, '-p', String(port), '-k', folder, '-c', 'fsync=off', '-c', 'max_connections=200'],
    options,
  );
  await until(() => execFileSync(program('pg_isready'), ['-h', '127.0.0.1', '-p', String(port)], options));
  return {
    url: `postgres://test@127.0.0.1:${port}/postgres`,
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function until(check) {
  for (let attempt = 0; ; attempt++) {
    try {
      return check();
    } catch (error) {
      if (attempt > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
