import { Counter, Gauge } from 'prom-client';

import { count, milliseconds } from '../config.js';
import { defineModule } from '../module.js';
import { token } from '../service.js';
import { Breaker, type BreakerHooks, type State } from './breaker.js';

/** The state that the breaker of a peer is in. */
export const breakerState = token<(peer: string) => State>('states of the circuit breakers');

/** As the metric shows it. */
const LEVEL: Record<State, number> = { closed: 0, 'half-open': 1, open: 2 };

export const circuitBreaker = defineModule({
  name: 'circuit-breaker',
  stage: 'guard',
  env: {
    BREAKER_FAILURE_THRESHOLD: count(5),
    BREAKER_OPEN_MS: milliseconds(10_000),
    BREAKER_HALF_OPEN_TRIALS: count(3),
    BREAKER_CALL_TIMEOUT_MS: milliseconds(5000),
  },
  start(service, env) {
    const registers = [service.metrics];
    const labelNames = ['peer'] as const;
    const state = new Gauge({ name: 'circuit_breaker_state', help: '0 closed, 1 half-open, 2 open', labelNames, registers });
    const opened = new Counter({ name: 'circuit_breaker_opened_total', help: 'Times it has opened', labelNames, registers });

    const options = {
      failureThreshold: env.BREAKER_FAILURE_THRESHOLD,
      openMs: env.BREAKER_OPEN_MS,
      halfOpenTrials: env.BREAKER_HALF_OPEN_TRIALS,
      callTimeoutMs: env.BREAKER_CALL_TIMEOUT_MS,
    };
    const hooks: BreakerHooks = {
      now: () => performance.now(),
      onChange({ peer, from, to }) {
        state.set({ peer }, LEVEL[to]);
        if (to === 'open') opened.inc({ peer });
        service.log.warn({ event: 'circuit-breaker', peer, from, to }, `the circuit breaker of ${peer} is ${to}`);
      },
    };
    const breakers = new Map<string, Breaker>();
    const breakerOf = (peer: string): Breaker => {
      const known = breakers.get(peer);
      if (known !== undefined) return known;
      const breaker = new Breaker(peer, options, hooks);
      breakers.set(peer, breaker);
      state.set({ peer }, LEVEL[breaker.state]);
      return breaker;
    };

    service.provide(breakerState, (peer) => breakerOf(peer).state);
    // Messages wait in the outbox while the broker is away: nobody waits for them.
    service.calls.onOutgoing(async ({ carrier, peer }, next) => (carrier === 'message' ? next() : breakerOf(peer).run(next)));
  },
});
