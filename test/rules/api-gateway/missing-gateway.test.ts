import { expect } from 'vitest';

import { missingGateway } from '../../../src/rules/api-gateway/missing-gateway.js';
import { testRule } from '../../support/rule-tester.js';
import { at, deployed, edge, operation, running, service, services, system } from '../../support/system.js';

const names = ['billing', 'customers', 'orders'];
const shop = names.map((name) => service(name, { operations: [operation(`GET /${name}`)] }));
const open = names.map((name, index) => deployed(name, { openPorts: [3000 + index], at: at('docker-compose.yml', 5 + index) }));
const clients = { services: shop, deployed: open };

testRule(missingGateway, {
  valid: [
    { name: 'two services', system: system({ services: shop, deployed: open.slice(1) }) },
    { name: 'ports that nobody publishes', system: system({ services: shop, deployed: names.map((name) => deployed(name)) }) },
    { name: 'a gateway of our own', system: system({ ...clients, services: [...shop, service('edge', { kind: 'gateway' })] }) },
    {
      name: 'a bought one',
      system: system({
        ...clients,
        infrastructure: [{ name: 'proxy', image: 'traefik:3.1', profile: 'docker-compose.yml', at: at('x.yml') }],
      }),
    },
    {
      name: 'an ingress',
      system: system({ ...clients, ingress: [{ name: 'Ingress shop', prefix: '/', target: 'http://orders', at: at('i.yml') }] }),
    },
    {
      name: 'what runs on the machine of a developer',
      system: system({ services: shop, deployed: open.map((one) => ({ ...one, profile: 'docker-compose.dev.yml' })) }),
    },
    {
      name: 'source that is mounted into one of them',
      system: system({
        services: shop,
        deployed: open.map((one, index) => (index === 1 ? { ...one, running: running({ purpose: 'development' }) } : one)),
      }),
    },
    { name: 'services that answer nobody', system: system({ services: services(...names), deployed: open }) },
    {
      name: 'a service without data that asks the others',
      system: system({ ...clients, edges: [edge('orders', 'billing'), edge('orders', 'customers')] }),
    },
  ],
  invalid: [
    {
      name: 'three services with ports of their own',
      system: system(clients),
      says: ['warning: clients reach 3 services one by one: billing, customers and orders; there is no gateway'],
      more: ([finding]) => {
        expect(finding?.related.map(({ message }) => message)).toEqual(['customers, port 3001', 'orders, port 3002']);
        expect(finding?.metrics).toEqual({ services: 3 });
      },
    },
    {
      name: 'two, where that is too many',
      system: system({ services: shop, deployed: open.slice(1) }),
      options: { services: 2 },
      says: ['warning: clients reach 2 services one by one: customers and orders; there is no gateway'],
    },
  ],
});
