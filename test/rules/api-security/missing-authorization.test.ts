import { missingAuthorization } from '../../../src/rules/api-security/missing-authorization.js';
import { testRule } from '../../support/rule-tester.js';
import { operation, practised, service, system } from '../../support/system.js';

const services = [service('orders', { operations: [operation('POST /orders', { method: 'POST' })] })];

testRule(missingAuthorization, {
  valid: [
    { name: 'roles', system: system({ services, practised: practised('orders', 'authentication', 'authorization') }) },
    {
      name: 'routes by which one becomes known, and a call back',
      system: system({
        services: [
          service('auth', {
            operations: ['/api/users/signin', '/sessions/{}', '/auth/forgot-password', '/webhooks/payments', '/users/me'].map((path) =>
              operation(`POST ${path}`, { method: 'POST', path }),
            ),
          }),
        ],
        practised: practised('auth', 'authentication'),
      }),
    },
    { name: 'nobody is known at all', system: system({ services }) },
  ],
  invalid: [
    {
      name: 'who is known may do everything',
      system: system({ services, practised: practised('orders', 'authentication') }),
      says: ['warning: orders asks who somebody is, and never what that one may do'],
    },
  ],
});
