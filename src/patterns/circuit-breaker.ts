import { definePattern } from '../model/pattern.js';

export const circuitBreaker = definePattern({
  id: 'circuit-breaker',
  title: 'Circuit breaker',
  category: 'resilience',
  summary: 'Calls to a party that fails are cut off for a while, so that its outage does not become one’s own.',
  cost: 1,
  drivers: [
    {
      question: 'unreliable',
      effects: { none: -2, some: 1, critical: 3 },
      pro: 'a slow or failing party must not take the caller with it',
      con: 'nobody who is called is known to fail',
    },
    {
      question: 'outage',
      effects: { high: 1, critical: 1 },
      pro: 'a failure must not spread',
    },
    {
      question: 'interaction',
      effects: { alone: -1, chains: 1, messages: -1 },
      pro: 'chains of calls fail together',
      con: 'nobody waits for a call',
    },
  ],
  implies: ['a timeout on every call', 'a fallback that was decided with the business', 'a metric of its state'],
  benefits: ['fast failure instead of waiting threads', 'the failing party gets time to recover'],
  tradeOffs: ['thresholds have to be tuned', 'a fallback is behaviour that needs tests of its own'],
  simpler: 'A timeout and few retries with jitter.',
  trigger: 'a slow party has taken a caller down once',
  layer: 'circuit-breaker',
  rules: [
    'circuit-breaker/unprotected-call',
    'circuit-breaker/missing-timeout',
    'circuit-breaker/breaker-without-fallback',
    'circuit-breaker/retry-without-backoff',
    'circuit-breaker/retry-on-non-idempotent',
  ],
});
