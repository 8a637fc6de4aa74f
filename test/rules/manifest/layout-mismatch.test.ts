import { layoutMismatch } from '../../../src/rules/manifest/layout-mismatch.js';
import { testRule } from '../../support/rule-tester.js';
import { at, declared, service, services, system } from '../../support/system.js';

const both = declared({ orders: {}, billing: {} });

testRule(layoutMismatch, {
  valid: [
    { name: 'a system without msa.yaml', system: system({ services: services('orders') }) },
    { name: 'a manifest that lists no services', system: system({ services: services('orders'), declared: declared({}) }) },
    { name: 'the same services in the same folders', system: system({ services: services('orders', 'billing'), declared: both }) },
  ],
  invalid: [
    {
      name: 'a service that is not there',
      system: system({ services: services('orders'), declared: both }),
      says: ['warning: msa.yaml has billing at services/billing, but there is no such service'],
    },
    {
      name: 'a service that has moved',
      system: system({ services: [service('orders'), service('billing', { path: 'apps/billing' })], declared: both }),
      says: ['warning: msa.yaml has billing at services/billing, but it is at apps/billing'],
    },
    {
      name: 'a folder without source',
      system: system({ services: [service('orders'), service('billing', { files: 0 })], declared: both }),
      says: ['warning: msa.yaml has billing at services/billing, but there is no source file'],
    },
    {
      name: 'a service that the manifest does not know',
      system: system({
        services: services('orders', 'billing'),
        declared: both,
        unlisted: [{ name: 'refunds', path: 'services/refunds', at: at('docker-compose.yml', 9), because: 'compose service' }],
      }),
      says: [
        'warning: refunds (services/refunds) is a service (compose service), but msa.yaml does not list it: nothing of it was analysed',
      ],
    },
  ],
});
