import { type App, buildApp } from './app.js';
import { ConfigError } from './config.js';

async function start(): Promise<App> {
  const app = await buildApp({ env: process.env });
  await app.listen();
  return app;
}

function refuse(error: unknown): never {
  process.stderr.write(error instanceof ConfigError ? `${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}

const app = await start().catch(refuse);
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
