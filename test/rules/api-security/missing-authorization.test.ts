import { missingAuthorization } from '../../../src/rules/api-security/missing-authorization.js';
import { testRule } from '../../support/rule-tester.js';
import { at, operation, practised, service, system } from '../../support/system.js';

const paths = ['/api/users/signin', '/sessions/{}', '/auth/forgot-password', '/webhooks/payments', '/users/me'];
const unscoped = (service: string, ...names: readonly string[]) =>
  names.map((name) => ({ service, operation: `POST ${name}`, at: at('src/routes.ts') }));
const services = [service('orders', { operations: [operation('POST /orders', { method: 'POST' })] })];

testRule(missingAuthorization, {
  valid: [
    {
      name: 'roles',
      system: system({ services, unscopedRoutes: unscoped('orders', '/orders'), practised: practised('orders', 'authorization') }),
    },
    {
      name: 'routes by which one becomes known, and a call back',
      system: system({
        services: [
          service('auth', {
            operations: paths.map((path) => operation(`POST ${path}`, { method: 'POST', path })),
          }),
        ],
        unscopedRoutes: unscoped('auth', ...paths),
      }),
    },
    { name: 'nobody is known, or a handler looks at who asks', system: system({ services }) },
    { name: 'another route', system: system({ services, unscopedRoutes: unscoped('orders', '/carts') }) },
  ],
  invalid: [
    {
      name: 'who is known may do everything',
      system: system({ services, unscopedRoutes: unscoped('orders', '/orders') }),
      says: ['warning: orders asks who somebody is, and never what that one may do'],
    },
  ],
});
