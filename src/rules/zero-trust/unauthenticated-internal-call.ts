import { defineRule } from '../../model/rule.js';
import { listed } from '../../shared/text.js';
import { answering, practises } from '../practised.js';

export const unauthenticatedInternalCall = defineRule({
  meta: {
    id: 'zero-trust/unauthenticated-internal-call',
    family: 'zero-trust',
    summary: 'A service that is called by another one knows which one it is.',
    why: 'Whoever gets into the network can call a service that trusts everybody in it, and do what only its callers may do.',
    fix: 'Let callers show a token of their own, or use the identities of a mesh, and refuse who is not declared as a caller.',
    severity: 'warning',
    patterns: ['zero-trust', 'zero-trust-mesh'],
    onlyIfChosen: true,
    cure: 'zero-trust',
    sources: ['NIST SP 800-207, Zero Trust Architecture', 'NIST SP 800-204A'],
    exempt: [
      'services in whose code anything is called after authentication, identities or tokens, or that import a library for it',
      'containers of a mesh that proves who calls',
      'calls that are only assumed',
    ],
    example: 'orders calls `POST /payments`, and payments looks at no token and no certificate.',
    measures: ['callers'],
    options: {},
  },
  *check(system) {
    for (const { service } of answering(system)) {
      const { name } = service;
      const calls = system.callSites.filter(({ to, from, confidence }) => to === name && from !== name && confidence !== 'inferred');
      const callers = [...new Set(calls.map(({ from }) => from))];
      const [first] = calls;
      if (first === undefined || practises(system, name, 'authentication')) continue;
      if (system.deployed.some(({ service: one, running }) => one === name && running?.isInMesh === true)) continue;
      yield {
        message: `${name} does what ${listed(callers)} ${callers.length === 1 ? 'asks' : 'ask'} without knowing who asks`,
        services: [name, ...callers],
        subject: name,
        at: first.at,
        label: first.name,
        metrics: { callers: callers.length },
      };
    }
  },
});
