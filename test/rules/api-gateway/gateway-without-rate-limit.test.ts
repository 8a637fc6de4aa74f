import { gatewayWithoutRateLimit } from '../../../src/rules/api-gateway/gateway-without-rate-limit.js';
import { testRule } from '../../support/rule-tester.js';
import { at, practised, service, system } from '../../support/system.js';

const services = [service('edge', { kind: 'gateway' }), service('orders')];

testRule(gatewayWithoutRateLimit, {
  valid: [
    { name: 'one that limits', system: system({ services, practised: practised('edge', 'rate-limit') }) },
    {
      name: 'an ingress before it, which may limit',
      system: system({ services, ingress: [{ name: 'Ingress shop', prefix: '/', target: 'edge:80', at: at('ingress.yaml') }] }),
    },
  ],
  invalid: [
    {
      name: 'one that asks who somebody is and counts nothing',
      system: system({ services, practised: practised('edge', 'authentication') }),
      says: ['warning: edge passes on as many requests as a client sends'],
    },
  ],
});
