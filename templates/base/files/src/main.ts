import { buildApp } from './app.js';
import { ConfigError } from './config.js';

function refuse(error: unknown): never {
  process.stderr.write(error instanceof ConfigError ? `${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}

const app = await buildApp({ env: process.env }).catch(refuse);
const { log } = app.service;

let stopping = false;

async function shutDown(reason: string, code: number): Promise<void> {
  // Whoever asks twice means now.
  if (stopping) process.exit(1);
  stopping = true;
  log.info({ reason }, 'stopping');
  try {
    await app.stop();
    log.info('stopped');
    process.exit(code);
  } catch (error) {
    log.fatal({ err: error }, 'could not stop in order');
    process.exit(1);
  }
}

process.on('SIGTERM', () => void shutDown('SIGTERM', 0));
process.on('SIGINT', () => void shutDown('SIGINT', 0));
process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'uncaught error');
  void shutDown('uncaught error', 1);
});

// Only now, since whoever can be asked has to stop in order.
await app.listen().catch((error: unknown) => {
  if (!stopping) refuse(error);
});
