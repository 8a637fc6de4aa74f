import { defineRule } from '../../model/rule.js';
import { answering, gatewayDoes, isAboutOneself, isCalledBack, isWriting, practises } from '../practised.js';

export const missingAuthorization = defineRule({
  meta: {
    id: 'api-security/missing-authorization',
    family: 'api-security',
    summary: 'Who is known is not yet allowed: each change is for those who may make it.',
    why: 'Where it is enough to be logged in, every user can do what only some should: read and change what belongs to others.',
    fix: 'Name a permission or an owner for each route that changes something, and check it after the token.',
    severity: 'warning',
    patterns: ['api-security', 'api-hardening'],
    onlyIfChosen: true,
    cure: 'api-security',
    sources: ['OWASP API Security Top 10 2023, API1 and API5 (broken object and function level authorization)'],
    exempt: [
      'services in whose code anything is called after roles, permissions, policies or owners',
      'routes on whose way nothing is seen to verify who asks: api-security/unauthenticated-route tells of services that do nothing of it',
      'routes whose handlers look at who asks, as that one may touch only what is its own, or answer 403',
      'services behind a gateway of the repository that does it',
      'routes to sign in and up, for passwords and tokens, and calls back from others',
    ],
    example: 'orders verifies the token of every request; roles, permissions or owners appear nowhere.',
    options: {},
  },
  *check(system) {
    for (const { service, operations } of answering(system)) {
      const unscoped = new Set(system.unscopedRoutes.flatMap((one) => (one.service === service.name ? one.operation : [])));
      const first = operations.find((one) => isWriting(one) && !isAboutOneself(one) && !isCalledBack(one) && unscoped.has(one.name));
      if (first === undefined) continue;
      if (practises(system, service.name, 'authorization') || gatewayDoes(system, service.name, 'authorization')) continue;
      yield {
        message: `${service.name} asks who somebody is, and never what that one may do`,
        services: [service.name],
        at: first.at,
        label: first.name,
      };
    }
  },
});
