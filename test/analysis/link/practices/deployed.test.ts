import { expect, it } from 'vitest';

import { systemOf } from '../../../support/link.js';

it('services and images run profile by profile, jobs are none of them', () => {
  const { deployed, infrastructure } = systemOf({
    units: {
      orders: { code: '', profiles: ['compose', 'k8s'] },
      billing: { code: '', profiles: ['compose'] },
      report: { code: '', kind: 'job' },
    },
    infrastructure: { db: 'postgres' },
  });
  expect(deployed.map(({ service, profile }) => [profile, service])).toEqual([
    ['compose', 'billing'],
    ['compose', 'orders'],
    ['k8s', 'orders'],
  ]);
  expect(infrastructure.map(({ name, profile, engine }) => [profile, name, engine])).toEqual([
    ['compose', 'db', 'postgres'],
    ['k8s', 'db', 'postgres'],
  ]);
});

it('an ingress leads to the service that has the name of its target', () => {
  const route = { unit: 'Ingress shop', prefix: '/orders', at: { file: 'ingress.yaml', line: 7, column: 1 } };
  const { ingress } = systemOf({
    units: { orders: { code: '', hosts: ['orders-svc'] } },
    proxies: [
      { ...route, target: 'http://orders-svc:3000' },
      { ...route, prefix: '/old', target: 'http://legacy:80' },
    ],
  });
  expect(ingress.map(({ prefix, service }) => [prefix, service])).toEqual([
    ['/orders', 'orders'],
    ['/old', undefined],
  ]);
});
