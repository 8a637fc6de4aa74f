import { defineRule } from '../../model/rule.js';
import { gatewaysOf } from '../gateways.js';
import { answering, gatewayDoes, practises } from '../practised.js';

export const missingRateLimit = defineRule({
  meta: {
    id: 'api-security/missing-rate-limit',
    family: 'api-security',
    summary: 'One client cannot take what is there for all.',
    why: 'Without a limit, a client in a loop or somebody who guesses passwords is served as fast as the machine can.',
    fix: 'Limit requests per client in the service or before it, and answer 429 beyond it.',
    severity: 'warning',
    patterns: ['api-hardening'],
    onlyIfChosen: true,
    cure: 'api-security',
    sources: ['OWASP API Security Top 10 2023, API4 (unrestricted resource consumption)'],
    exempt: [
      'services in whose code anything is called after rate limits, quotas or throttling, or that import a library for it',
      'services behind a gateway of the repository that limits',
      'systems with a bought proxy or an ingress, which may limit by its own settings',
    ],
    example: 'Nine public routes of orders, none of them limited.',
    options: {},
  },
  *check(system) {
    const names = new Set(system.services.map(({ name }) => name));
    if (gatewaysOf(system).some((name) => !names.has(name))) return;
    for (const { service, operations } of answering(system)) {
      const [first] = operations;
      if (first?.protocol !== 'http' && first?.protocol !== 'graphql') continue;
      if (practises(system, service.name, 'rate-limit') || gatewayDoes(system, service.name, 'rate-limit')) continue;
      yield {
        message: `${service.name} answers as many requests as a client sends`,
        services: [service.name],
        at: first.at,
        label: first.name,
      };
    }
  },
});
