import { expect } from 'vitest';

import { gatewayWithoutAuth } from '../../../src/rules/api-gateway/gateway-without-auth.js';
import { testRule } from '../../support/rule-tester.js';
import { at, edge, practised, service, system } from '../../support/system.js';

const shop = [service('edge', { kind: 'gateway' }), service('orders')];
const edges = [edge('edge', 'orders', { protocol: 'proxy' })];

testRule(gatewayWithoutAuth, {
  valid: [
    { name: 'one that asks', system: system({ services: shop, edges, practised: practised('edge', 'authentication') }) },
    {
      name: 'services that all ask',
      system: system({ services: shop, edges, practised: practised('orders', 'authentication') }),
    },
    {
      name: 'a proxy that asks before',
      system: system({
        services: shop,
        edges,
        infrastructure: [{ name: 'door', image: 'quay.io/oauth2-proxy/oauth2-proxy:v7', profile: 'compose', at: at('compose.yaml') }],
      }),
    },
    { name: 'one in another language', system: system({ services: [service('edge', { kind: 'gateway', analysed: false })] }) },
  ],
  invalid: [
    {
      name: 'one that only forwards',
      system: system({ services: shop, edges, practised: practised('edge', 'rate-limit') }),
      says: ['warning: edge passes requests on without asking who sends them'],
      more: ([finding]) => {
        expect(finding?.fix).toContain('`msa add api-security edge`');
      },
    },
  ],
});
