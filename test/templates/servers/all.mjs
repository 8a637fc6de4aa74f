// Every server that generated tests can use.
import { startMosquitto } from './mosquitto.mjs';
import { startNats } from './nats.mjs';
import { startPostgres } from './postgres.mjs';
import { startRabbit } from './rabbitmq.mjs';
import { startRedis } from './redis.mjs';

/** `env`: where they are, as the generated tests ask for it. */
export async function startServers() {
  const servers = [];
  const stop = async () => {
    for (const server of servers.splice(0).reverse()) await server.stop();
  };
  try {
    for (const start of [startPostgres, startNats, startRabbit, startMosquitto, startRedis]) servers.push(await start());
  } catch (error) {
    await stop();
    throw error;
  }
  return { env: Object.assign({}, ...servers.map(({ env }) => env)), stop };
}
