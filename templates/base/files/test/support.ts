import { afterEach } from 'vitest';

import { type App, type AppOptions, buildApp } from '../src/app.js';
import type { Environment } from '../src/config.js';

const running: App[] = [];

afterEach(async () => {
  for (const app of running.splice(0).reverse()) await app.stop();
});

/** Silent, on a free port, with embedded stand-ins. */
export const testEnvironment: Environment = { NODE_ENV: 'test', LOG_LEVEL: 'silent', PORT: '0' };

/** The service, not listening: ask it with `app.service.http.inject`. Stopped after the test. */
export async function testApp({ env, ...options }: AppOptions = {}): Promise<App> {
  const app = await buildApp({ env: { ...testEnvironment, ...env }, ...options });
  running.push(app);
  return app;
}

/** Collects the lines of a log: `testApp({ env: { LOG_LEVEL: 'info' }, logTo: lines })`. */
export function logLines() {
  const lines: Record<string, unknown>[] = [];
  return { lines, write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) };
}
