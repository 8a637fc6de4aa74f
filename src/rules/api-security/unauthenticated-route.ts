import { defineRule } from '../../model/rule.js';
import { plural } from '../../shared/text.js';
import { answering, gatewayDoes, hasAuthenticatingProxy, isCalledBack, isWriting, practises } from '../practised.js';

export const unauthenticatedRoute = defineRule({
  meta: {
    id: 'api-security/unauthenticated-route',
    family: 'api-security',
    summary: 'Who changes something through a route has shown who they are.',
    why: 'A route that asks nobody can be called by everybody who reaches it, and sooner or later somebody does.',
    fix: 'Verify a token or a key before the handler, for all routes but those that are meant for everybody.',
    severity: 'error',
    patterns: ['api-security', 'api-keys'],
    onlyIfChosen: true,
    cure: 'api-security',
    sources: ['OWASP API Security Top 10 2023, API2 (broken authentication)'],
    exempt: [
      'services in whose code anything is called after authentication, sessions or tokens, or that import a library for it',
      'services behind a gateway of the repository, or a proxy, that authenticates',
      'webhooks and calls back from others, which sign what they send',
    ],
    example: '`DELETE /orders/{}` of a service that nowhere verifies a token.',
    measures: ['operations'],
    options: {},
  },
  *check(system) {
    if (hasAuthenticatingProxy(system)) return;
    for (const { service, operations } of answering(system)) {
      const writing = operations.filter((one) => isWriting(one) && !isCalledBack(one));
      const [first, ...others] = writing;
      if (first === undefined || practises(system, service.name, 'authentication')) continue;
      if (gatewayDoes(system, service.name, 'authentication')) continue;
      yield {
        message: `${service.name} lets everybody change data: nothing asks who sends a request to ${plural(writing.length, 'route')}, ${first.name} among them`,
        services: [service.name],
        at: first.at,
        label: first.name,
        related: others.slice(0, 5).map(({ at, name }) => ({ ...at, message: name })),
        metrics: { operations: writing.length },
      };
    }
  },
});
