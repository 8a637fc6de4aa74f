// PostgreSQL.
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { freePort, install, ownFolder, start, until } from './server.mjs';

const PACKAGES = '/usr/lib/postgresql';

export function hasPostgres() {
  return existsSync(PACKAGES);
}

export async function startPostgres() {
  install('postgresql', PACKAGES);
  const [newest] = readdirSync(PACKAGES).sort((a, b) => Number(b) - Number(a));
  const program = (name) => join(PACKAGES, newest, 'bin', name);
  const folder = ownFolder('postgres');
  // The server refuses to run as root.
  const user = process.getuid() === 0 ? Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' })) : process.getuid();
  chownSync(folder, user, -1);
  const options = { uid: user, cwd: folder, stdio: 'ignore' };
  const data = join(folder, 'data');
  execFileSync(program('initdb'), ['-D', data, '-U', 'test', '--auth=trust', '--no-sync'], options);
  const port = await freePort();
  const settings = ['-k', folder, '-c', 'fsync=off', '-c', 'max_connections=200'];
  // SIGINT: without waiting for the connections of tests.
  const server = start(program('postgres'), ['-D', data, '-p', String(port), ...settings], { ...options, signal: 'SIGINT' });
  await until(() => execFileSync(program('pg_isready'), ['-h', '127.0.0.1', '-p', String(port)], options));
  return { env: { DATABASE_URL: `postgres://test@127.0.0.1:${port}/postgres` }, stop: server.stop };
}
