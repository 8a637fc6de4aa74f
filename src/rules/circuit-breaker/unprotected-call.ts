import { defineRule } from '../../model/rule.js';
import type { CallSite } from '../../model/practice.js';
import type { System } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';
import { plural } from '../../shared/text.js';
import { servicesByName } from '../services.js';

export const unprotectedCall = defineRule({
  meta: {
    id: 'circuit-breaker/unprotected-call',
    family: 'circuit-breaker',
    summary: 'A call to another service ends, whatever that service does.',
    why: 'When the other side hangs, every request that asks it hangs too, until the caller has no memory or connections left.',
    fix: 'Give the call a timeout, and a circuit breaker where it fails often.',
    severity: 'warning',
    patterns: ['circuit-breaker'],
    cure: 'circuit-breaker',
    sources: [
      'M. Nygard, Release It!, ch. 5 (Timeouts, Circuit Breaker)',
      'D. Neri et al., Design principles, architectural smells and refactorings for microservices, 2020 (wobbly service interaction)',
    ],
    exempt: [
      'frontends, where a person gives up',
      'clients that give up by themselves, and calls through wrappers whose options are not known',
      'forwarding proxies',
    ],
    example: '`axios.get(`${ORDERS_URL}/orders`)` without `timeout`, and nothing around it.',
    measures: ['calls'],
    options: {},
  },
  *check(system) {
    for (const sites of groupBy(unprotected(system), ({ from, to }) => `${from} ${to}`).values()) {
      const [first, ...others] = sites;
      if (first === undefined) continue;
      yield {
        message: `${first.from} waits for ${first.to} without a timeout or a breaker, in ${plural(sites.length, 'call')}`,
        services: [first.from, first.to],
        subject: `${first.from} calls ${first.to}`,
        at: first.at,
        label: first.name,
        related: others.map(({ at, name }) => ({ ...at, message: name })),
        ...(sites.every(({ confidence }) => confidence === 'inferred') && { confidence: 'low' as const }),
        metrics: { calls: sites.length },
      };
    }
  },
});

/** One for each place. */
function unprotected(system: System): CallSite[] {
  const services = servicesByName(system);
  const sites = system.callSites.filter(
    ({ from, to, ends }) => ends === 'never' && services.has(to) && services.get(from)?.kind !== 'frontend' && services.has(from),
  );
  return [...groupBy(sites, ({ from, to, at }) => JSON.stringify([from, to, at])).values()].flatMap((same) => same.slice(0, 1));
}
