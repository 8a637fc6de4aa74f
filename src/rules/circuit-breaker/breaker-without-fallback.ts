import { defineRule } from '../../model/rule.js';
import { listed } from '../../shared/text.js';
import { practises } from '../practised.js';

export const breakerWithoutFallback = defineRule({
  meta: {
    id: 'circuit-breaker/breaker-without-fallback',
    family: 'circuit-breaker',
    summary: 'It is decided what a service answers while a breaker is open.',
    why: 'An open breaker fails fast, and the failure goes on to whoever asked: fast, and as wide as before.',
    fix: 'Decide with the business what to answer instead: an older value, a default, a shorter list, or a clear refusal.',
    severity: 'warning',
    patterns: ['circuit-breaker'],
    onlyIfChosen: true,
    cure: 'circuit-breaker',
    sources: [
      'M. Nygard, Release It!, ch. 5 (Circuit Breaker)',
      'C. Richardson, Microservices Patterns, ch. 3 (recovering from an unavailable service)',
    ],
    exempt: [
      'services in whose code anything is called a fallback',
      'breakers around anything but calls of other services: databases, caches',
    ],
    example: 'orders wraps its call of stock with opossum, and sets no `.fallback()`.',
    options: {},
  },
  *check(system) {
    for (const { name } of system.services) {
      const breaker = system.practised.find(({ service, practice }) => service === name && practice === 'circuit-breaker');
      if (breaker === undefined || practises(system, name, 'fallback')) continue;
      const called = [...new Set(system.callSites.flatMap(({ from, to, ends }) => (from === name && ends === 'breaker' ? to : [])))];
      if (called.length === 0) continue;
      yield {
        message: `${name} breaks its calls of ${listed(called)} off, and has nothing to answer in their place`,
        services: [name],
        at: breaker.at,
        label: 'its breaker',
      };
    }
  },
});
