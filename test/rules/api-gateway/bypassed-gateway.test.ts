import { expect } from 'vitest';

import { bypassedGateway } from '../../../src/rules/api-gateway/bypassed-gateway.js';
import { testRule } from '../../support/rule-tester.js';
import { at, deployed, edge as called, operation, running, service, system } from '../../support/system.js';

const shop = [
  service('edge', { kind: 'gateway' }),
  service('orders', { operations: [operation('GET /orders')] }),
  service('storefront', { kind: 'frontend' }),
];
const edge = deployed('edge', { openPorts: [80] });
const orders = deployed('orders', { openPorts: [3001], at: at('docker-compose.yml', 12) });

testRule(bypassedGateway, {
  valid: [
    { name: 'a gateway alone', system: system({ services: shop, deployed: [edge, deployed('orders')] }) },
    { name: 'ports where there is no gateway', system: system({ services: shop.slice(1), deployed: [orders] }) },
    { name: 'the port of a frontend', system: system({ services: shop, deployed: [edge, deployed('storefront', { openPorts: [8080] })] }) },
    {
      name: 'what only a file without the gateway publishes',
      system: system({ services: shop, deployed: [edge, { ...orders, profile: 'orders/docker-compose.yml' }] }),
    },
    {
      name: 'a gateway by which services send messages',
      system: system({ services: shop, deployed: [edge, orders], edges: [called('edge', 'orders'), called('orders', 'edge')] }),
    },
    {
      name: 'the machine of a developer',
      system: system({ services: shop, deployed: [edge, orders].map((one) => ({ ...one, profile: 'compose.dev.yml' })) }),
    },
    {
      name: 'an ingress that leads to the gateway',
      system: system({
        services: shop,
        deployed: [deployed('edge')],
        ingress: [{ name: 'Ingress shop', prefix: '/', target: 'http://edge', service: 'edge', at: at('ingress.yml') }],
      }),
    },
    {
      name: 'an ingress of a cluster in which the gateway does not run',
      system: system({
        services: shop,
        deployed: [edge, { ...deployed('orders', { running: running({ workload: 'Deployment' }) }), profile: 'k8s' }],
        ingress: [{ name: 'Ingress shop', prefix: '/orders', target: 'http://orders', service: 'orders', at: at('ingress.yml') }],
      }),
    },
  ],
  invalid: [
    {
      name: 'a port beside that of the gateway, which forwards',
      system: system({ services: shop, deployed: [edge, orders], edges: [called('edge', 'orders')] }),
      says: ['warning: orders is reached past the gateway edge'],
    },
    {
      name: 'a port beside that of the gateway',
      system: system({ services: shop, deployed: [edge, orders] }),
      says: ['warning: orders is reached past the gateway edge'],
      more: ([finding]) => {
        expect(finding).toMatchObject({ services: ['edge'], label: 'orders publishes 1 port: 3001', location: { line: 12 } });
      },
    },
    {
      name: 'an ingress that leads past it',
      system: system({
        services: shop,
        deployed: [deployed('edge', { running: running({ workload: 'Deployment' }) })],
        ingress: [{ name: 'Ingress shop', prefix: '/orders', target: 'http://orders', service: 'orders', at: at('ingress.yml') }],
      }),
      says: ['warning: orders is reached past the gateway edge'],
    },
  ],
});
