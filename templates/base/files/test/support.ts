import { afterEach } from 'vitest';

import { type App, type AppOptions, buildApp } from '../src/app.js';
import type { Environment } from '../src/config.js';
// msa:begin imports
// msa:end imports

const running: App[] = [];

afterEach(async () => {
  for (const app of running.splice(0).reverse()) await app.stop();
});

/** Silent, on a free port, with embedded stand-ins. */
export const testEnvironment: Environment = { NODE_ENV: 'test', LOG_LEVEL: 'silent', PORT: '0' };

/** What every app under test gets of its own, such as an empty database. */
const fresh: readonly (() => Promise<Environment>)[] = [
  // msa:begin environment
  // msa:end environment
];

/** A whole environment; what is asked for replaces what would be made. */
export async function freshEnvironment(asked: Environment = {}): Promise<Environment> {
  const made = await Promise.all(fresh.map(async (make) => make()));
  return Object.assign({}, testEnvironment, ...made, asked) as Environment;
}

/** The service, not listening: ask it with `app.service.http.inject`. Stopped after the test. */
export async function testApp({ env, ...options }: AppOptions = {}): Promise<App> {
  const app = await buildApp({ env: await freshEnvironment(env), ...options });
  running.push(app);
  return app;
}

/** Collects the lines of a log: `testApp({ env: { LOG_LEVEL: 'info' }, logTo: lines })`. */
export function logLines() {
  const lines: Record<string, unknown>[] = [];
  return { lines, write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) };
}
