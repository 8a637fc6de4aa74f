import { defineRule } from '../../model/rule.js';
import { groupBy } from '../../shared/group-by.js';
import { plural } from '../../shared/text.js';

export const missingTimeout = defineRule({
  meta: {
    id: 'circuit-breaker/missing-timeout',
    family: 'circuit-breaker',
    summary: 'What a breaker protects ends after some time.',
    why: 'A breaker counts failures, and a call that hangs is none: it stays closed while every request waits.',
    fix: 'Give the call a timeout, or the breaker one that counts as a failure.',
    severity: 'warning',
    patterns: ['circuit-breaker'],
    onlyIfChosen: true,
    cure: 'circuit-breaker',
    sources: ['M. Nygard, Release It!, ch. 5 (Timeouts, Circuit Breaker)'],
    exempt: [
      'breakers that give up by themselves: opossum after 10 s, brakes after 15 s, unless they are told not to',
      'breakers of which it is not known what they stand around',
    ],
    example:
      '`circuitBreaker(handleAll, { breaker }).execute(() => fetch(STOCK_URL))` of cockatiel, without a `timeout()` and without `signal`.',
    measures: ['calls'],
    options: {},
  },
  *check(system) {
    const hanging = system.callSites.filter(({ isUntimed }) => isUntimed === true);
    for (const sites of groupBy(hanging, ({ from, to }) => `${from} ${to}`).values()) {
      const [first, ...others] = sites;
      if (first === undefined) continue;
      yield {
        message: `${first.from} calls ${first.to} through a breaker that waits for ever, in ${plural(sites.length, 'call')}`,
        services: [first.from, first.to],
        subject: `${first.from} calls ${first.to}`,
        at: first.at,
        label: first.name,
        related: others.map(({ at, name }) => ({ ...at, message: name })),
        metrics: { calls: sites.length },
      };
    }
  },
});
