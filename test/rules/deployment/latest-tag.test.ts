import { expect } from 'vitest';

import { latestTag } from '../../../src/rules/deployment/latest-tag.js';
import { testRule } from '../../support/rule-tester.js';
import { at, deployed, running, services, system } from '../../support/system.js';

const pulls = (image: string) => ({ running: running({ pulls: image }) });
const mongo = (image: string) => ({ name: 'mongo', profile: 'docker-compose.yml', at: at('docker-compose.yml', 30), ...pulls(image) });

testRule(latestTag, {
  valid: [
    { name: 'a version', system: system({ services: services('orders'), deployed: [deployed('orders', pulls('shop/orders:1.4.2'))] }) },
    { name: 'a digest', system: system({ deployed: [deployed('orders', pulls('shop/orders@sha256:0a1b'))] }) },
    { name: 'a registry with a port', system: system({ deployed: [deployed('orders', pulls('registry:5000/orders:7'))] }) },
    { name: 'what is built here', system: system({ deployed: [deployed('orders')] }) },
    {
      name: 'the machine of a developer',
      system: system({ deployed: [deployed('orders', { ...pulls('shop/orders'), profile: 'docker-compose.local.yml' })] }),
    },
    {
      name: 'the machine of a developer, by how a service runs there',
      system: system({
        deployed: [deployed('orders', { profile: 'docker-compose.yml', running: running({ purpose: 'development' }) })],
        infrastructure: [mongo('mongo')],
      }),
    },
    { name: 'a file that runs databases alone', system: system({ infrastructure: [mongo('mongo')] }) },
    {
      name: 'a database, where only services count',
      system: system({ deployed: [deployed('orders')], infrastructure: [mongo('mongo')] }),
      options: { infrastructure: false },
    },
  ],
  invalid: [
    {
      name: 'a database of a cluster',
      system: system({
        infrastructure: [{ ...mongo('mongo'), profile: 'k8s', running: running({ pulls: 'mongo', workload: 'Deployment' }) }],
      }),
      says: ['warning: the infrastructure runs 1 image without a version: mongo'],
    },
    {
      name: 'latest, no tag, and a port that is none',
      system: system({
        deployed: [
          deployed('billing', pulls('shop/billing')),
          deployed('customers', pulls('registry:5000/customers')),
          deployed('orders', pulls('shop/orders:latest')),
        ],
      }),
      says: [
        'warning: billing runs 1 image without a version: shop/billing',
        'warning: customers runs 1 image without a version: registry:5000/customers',
        'warning: orders runs 1 image without a version: shop/orders:latest',
      ],
    },
    {
      name: 'databases and brokers as one',
      system: system({
        deployed: [deployed('orders')],
        infrastructure: [mongo('mongo'), { ...mongo('redis:latest'), name: 'redis' }, mongo('mongo')],
      }),
      says: ['warning: the infrastructure runs 2 images without a version: mongo and redis:latest'],
      more: ([finding]) => {
        expect(finding).toMatchObject({ services: [], metrics: { images: 2 } });
      },
    },
  ],
});
