import { flag, milliseconds } from '../config.js';
import { defineModule } from '../module.js';
import { runChecks } from '../operations.js';
import { cached } from './cached.js';
import { watchEventLoop } from './event-loop.js';

/**
 * Adds to the probes of the base: `/health/startup` fails until everything has started once, `/health` tells about each
 * dependency.
 */
export const health = defineModule({
  name: 'health',
  stage: 'foundation',
  env: {
    HEALTH_CACHE_MS: milliseconds(1000),
    HEALTH_MAX_EVENT_LOOP_DELAY_MS: milliseconds(500),
    HEALTH_SHOW_ERRORS: flag(false),
  },
  start(service, env) {
    const { http, checks } = service;
    const hidden = { schema: { hide: true }, config: { open: true } };
    let hasStarted = false;

    if (env.HEALTH_MAX_EVENT_LOOP_DELAY_MS > 0) {
      const loop = watchEventLoop(env.HEALTH_MAX_EVENT_LOOP_DELAY_MS);
      service.addCheck('event loop', loop.check);
      // Starting is work, not overload.
      service.onListening(loop.forget);
      service.onStop(loop.stop);
    }

    const report = cached(env.HEALTH_CACHE_MS, async () => runChecks(checks));

    http.get('/health/startup', hidden, async (_request, reply) => {
      // Once started, always started: what fails later is a matter of readiness.
      hasStarted ||= (await report()).every(({ ok }) => ok);
      return reply.code(hasStarted ? 200 : 503).send({ status: hasStarted ? 'ok' : 'starting' });
    });

    http.get('/health', hidden, async (_request, reply) => {
      const results = await report();
      const ok = results.every((result) => result.ok);
      const shown = results.map(({ error, ...result }) => (env.HEALTH_SHOW_ERRORS && error !== undefined ? { ...result, error } : result));
      return reply.code(ok ? 200 : 503).send({ status: ok ? 'ok' : 'unready', checks: shown });
    });
  },
});
