import { defineRule } from '../../model/rule.js';
import { gatewaysOf, ownGateways } from '../gateways.js';
import { practises } from '../practised.js';

export const gatewayWithoutRateLimit = defineRule({
  meta: {
    id: 'api-gateway/gateway-without-rate-limit',
    family: 'api-gateway',
    summary: 'The gateway limits how much one client may ask for.',
    why: 'One client in a loop takes what is there for all, and the services behind the gateway fall one after the other.',
    fix: 'Limit requests per client in the gateway, and answer 429 beyond it.',
    severity: 'warning',
    patterns: ['api-gateway'],
    onlyIfChosen: true,
    cure: 'api-security',
    sources: ['C. Richardson, Microservices Patterns, ch. 8 (edge functions of an API gateway)', 'OWASP API Security Top 10 2023, API4'],
    exempt: [
      'gateways in whose code anything is called after rate limits, quotas or throttling, or that import a library for it',
      'systems with a bought proxy or an ingress, which may limit by its own settings',
    ],
    example: 'The gateway forwards every request of every client, as fast as they come.',
    options: {},
  },
  *check(system) {
    const own = ownGateways(system);
    const names = new Set(system.services.map(({ name }) => name));
    if (gatewaysOf(system).some((name) => !names.has(name))) return;
    for (const gateway of own) {
      if (practises(system, gateway.name, 'rate-limit')) continue;
      yield {
        message: `${gateway.name} passes on as many requests as a client sends`,
        services: [gateway.name],
        at: gateway.at,
        label: gateway.name,
      };
    }
  },
});
