import { nothingAnalysed } from '../../../src/rules/msa/nothing-analysed.js';
import { testRule } from '../../support/rule-tester.js';
import { edge, operation, service, services, system } from '../../support/system.js';

const busy = service('orders', { operations: [operation('GET /orders')] });

testRule(nothingAnalysed, {
  valid: [
    { name: 'services with something known', system: system({ services: [busy, service('billing')] }) },
    { name: 'a frontend of static files', system: system({ services: [busy, service('web', { kind: 'frontend', files: 0 })] }) },
    {
      name: 'a proxy that is configuration only',
      system: system({
        services: [busy, service('nginx', { analysed: false, files: 0, language: 'nginx' })],
        edges: [edge('nginx', 'orders')],
      }),
    },
  ],
  invalid: [
    {
      name: 'a service without source',
      system: system({ services: [busy, service('billing', { files: 0 })] }),
      says: ['warning: no source file of billing was found below services/billing'],
    },
    {
      name: 'other languages once',
      system: system({
        services: [
          busy,
          service('scoring', { analysed: false, language: 'python' }),
          service('audit', { analysed: false, language: 'go' }),
        ],
      }),
      says: ['info: the source of audit (go) and scoring (python) is not read: only their deployment is known'],
    },
    {
      name: 'a system of which nothing is known',
      system: system({ services: services('orders', 'billing') }),
      says: ['warning: no call, operation, topic or datastore was recognised in any service'],
    },
  ],
});
