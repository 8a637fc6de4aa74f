// RabbitMQ.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { answers, freePort, install, ownFolder, start, until } from './server.mjs';

// Not the one in /usr/sbin, which asks for the user rabbitmq.
const PROGRAM = '/usr/lib/rabbitmq/bin/rabbitmq-server';

export async function startRabbit() {
  install('rabbitmq-server', PROGRAM);
  const cwd = ownFolder('rabbitmq');
  const [port, distribution, names] = [await freePort(), await freePort(), await freePort()];
  const env = {
    PATH: process.env.PATH,
    // Its secret cookie is made there.
    HOME: cwd,
    RABBITMQ_NODENAME: 'msa@localhost',
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distribution),
    // A registry of Erlang nodes for itself: the one of the system stays as it is.
    ERL_EPMD_PORT: String(names),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_MNESIA_BASE: join(cwd, 'data'),
    RABBITMQ_LOG_BASE: join(cwd, 'log'),
    RABBITMQ_PID_FILE: join(cwd, 'pid'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(cwd, 'plugins'),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
  };
  const server = start(PROGRAM, [], { cwd, env });
  await until(() => answers(port, 'AMQP\x00\x00\x09\x01'), 1200);
  return {
    env: { RABBITMQ_URL: `amqp://guest:guest@127.0.0.1:${port}` },
    async stop() {
      await server.stop();
      execFileSync('epmd', ['-port', String(names), '-kill'], { env, stdio: 'ignore' });
    },
  };
}
