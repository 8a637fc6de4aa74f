// Redis.
import { answers, freePort, install, ownFolder, start, until } from './server.mjs';

const PROGRAM = '/usr/bin/redis-server';

export async function startRedis() {
  install('redis-server', PROGRAM);
  const cwd = ownFolder('redis');
  const port = await freePort();
  const server = start(PROGRAM, ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'], { cwd });
  await until(() => answers(port, 'PING\r\n'));
  return { env: { REDIS_URL: `redis://127.0.0.1:${port}` }, stop: server.stop };
}
