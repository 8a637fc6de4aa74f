// NATS with JetStream.
import { answers, freePort, install, ownFolder, start, until } from './server.mjs';

const PROGRAM = '/usr/sbin/nats-server';

export async function startNats() {
  install('nats-server', PROGRAM);
  const cwd = ownFolder('nats');
  const port = await freePort();
  const server = start(PROGRAM, ['--addr', '127.0.0.1', '--port', String(port), '--jetstream', '--store_dir', cwd], { cwd });
  await until(() => answers(port));
  return { env: { NATS_URL: `nats://127.0.0.1:${port}` }, stop: server.stop };
}
