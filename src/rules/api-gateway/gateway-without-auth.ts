import { defineRule } from '../../model/rule.js';
import { callees, ownGateways } from '../gateways.js';
import { hasAuthenticatingProxy, practises } from '../practised.js';

export const gatewayWithoutAuth = defineRule({
  meta: {
    id: 'api-gateway/gateway-without-auth',
    family: 'api-gateway',
    summary: 'The gateway knows who sends a request before it passes it on.',
    why: 'The gateway is the one door. Who is not asked there has to be asked in every service behind it, and one of them forgets.',
    fix: 'Check tokens or keys in the gateway, and refuse with 401 what has none.',
    severity: 'warning',
    patterns: ['api-gateway'],
    onlyIfChosen: true,
    cure: 'api-security',
    sources: ['C. Richardson, Microservices Patterns, ch. 8 (edge functions of an API gateway)'],
    exempt: [
      'gateways in whose code anything is called after authentication, sessions or tokens, or that import a library for it',
      'systems with a proxy that authenticates, and gateways whose services all do it themselves',
    ],
    example: 'The gateway forwards `/orders` with `http-proxy-middleware`, and nothing looks at the `Authorization` header.',
    options: {},
  },
  *check(system) {
    if (hasAuthenticatingProxy(system)) return;
    for (const gateway of ownGateways(system)) {
      const behind = callees(system, gateway.name);
      if (practises(system, gateway.name, 'authentication')) continue;
      if (behind.length > 0 && behind.every((name) => practises(system, name, 'authentication'))) continue;
      yield {
        message: `${gateway.name} passes requests on without asking who sends them`,
        services: [gateway.name],
        at: gateway.at,
        label: gateway.name,
      };
    }
  },
});
