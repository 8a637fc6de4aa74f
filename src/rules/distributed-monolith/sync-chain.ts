import type { Violation } from '../../model/finding.js';
import { defineRule } from '../../model/rule.js';
import { along } from '../flow.js';
import { type Chain, longestChains } from './chains.js';

export const syncChain = defineRule({
  meta: {
    id: 'distributed-monolith/sync-chain',
    family: 'distributed-monolith',
    summary: 'A request waits for few services in a row.',
    why: 'The request is as slow as all of them together and fails when one of them fails: four services at 99.5 % are 98 %.',
    fix: 'Let the first service answer from a copy that events keep up to date, or hand the later steps over by a message.',
    severity: 'warning',
    exempt: [
      'gateways and frontends on the way',
      'hops by events',
      'calls of the same services on different requests, where the operations are known',
    ],
    example: 'POST /checkout of orders waits for payments, which waits for customers, which waits for scoring.',
    options: {
      services: { type: 'integer', minimum: 2, default: 4, description: 'From this many services, gateways and frontends not counted.' },
    },
  },
  *check(system, { services }) {
    for (const chain of longestChains(system, services)) yield violation(chain);
  },
});

function violation({ services, hops, isTraced }: Chain): Violation {
  const doubt = isTraced ? '' : ' (service by service: that one request takes the whole way could not be proven)';
  return {
    message: `a request waits for ${services.length} services in a row: ${services.join(' → ')}${doubt}`,
    services,
    subject: services.join(' → '),
    ...along(hops.flatMap(({ step }) => step)),
    confidence: isTraced ? (hops.some(({ isInferred }) => isInferred) ? 'medium' : 'high') : 'low',
    metrics: { services: services.length },
  };
}
