import { defineRule } from '../../model/rule.js';
import { practises } from '../practised.js';

export const retryOnNonIdempotent = defineRule({
  meta: {
    id: 'circuit-breaker/retry-on-non-idempotent',
    family: 'circuit-breaker',
    summary: 'What is tried again may be done twice.',
    why: 'When the answer is lost and not the request, the second attempt does it again: two orders, two payments.',
    fix: 'Send a key with the request by which the other side knows a repetition, or do not try again.',
    severity: 'warning',
    patterns: ['circuit-breaker'],
    onlyIfChosen: true,
    sources: ['RFC 9110, 9.2.2 (idempotent methods)', 'M. Brooker, Making retries safe with idempotent APIs (Amazon Builders’ Library)'],
    exempt: [
      'operations that are not seen to add a row with a new identity',
      'services on either side in whose code anything is called after idempotency or duplicates',
      'libraries that leave POST out by themselves',
    ],
    example: '`this.http.post(`${PAYMENTS}/payments`, order).pipe(retry(3))`, and payments inserts a row without a key of the caller.',
    options: {},
  },
  *check(system) {
    const added = new Map(
      system.effects.flatMap(({ service, entry, writes }) => {
        const again = writes.find(({ addsAgain }) => addsAgain === true);
        return again === undefined ? [] : [[`${service}\n${entry.name}`, again] as const];
      }),
    );
    for (const { from, to, name, operation, confidence, retried, at } of system.callSites) {
      const again = operation === undefined ? undefined : added.get(`${to}\n${operation}`);
      if (retried === undefined || retried.isSafe === true || confidence === 'inferred' || again === undefined) continue;
      if ([from, to].some((service) => practises(system, service, 'deduplication'))) continue;
      yield {
        message: `${from} sends ${name} to ${to} again when it fails, and ${to} then adds to ${again.table} twice`,
        services: [from, to],
        subject: name,
        at,
        label: name,
        related: [
          { ...retried.at, message: 'it is tried again here' },
          { ...again.at, message: `adds to ${again.table}` },
        ],
      };
    }
  },
});
