import { expect } from 'vitest';

import { missingHealthCheck } from '../../../src/rules/observability/missing-health-check.js';
import { testRule } from '../../support/rule-tester.js';
import { at, deployed, operation, running, service, system } from '../../support/system.js';

const orders = service('orders', { operations: [operation('GET /orders')] });
const { running: _, ...functions } = deployed('orders', { profile: 'functions' });

testRule(missingHealthCheck, {
  valid: [
    { name: 'an endpoint for it', system: system({ services: [orders], healthChecks: [{ service: 'orders', at: at('src/health.ts') }] }) },
    {
      name: 'a check of the container',
      system: system({ services: [orders], deployed: [deployed('orders', { running: running({ probes: ['healthcheck'] }) })] }),
    },
    {
      name: 'routes of which some could not be told',
      system: system({ services: [{ ...orders, unreadRoutes: [at('src/app.ts')] }], deployed: [deployed('orders')] }),
    },
    { name: 'functions of a cloud', system: system({ services: [orders], deployed: [functions] }) },
    { name: 'a service that answers nothing', system: system({ services: [service('orders')] }) },
    { name: 'one whose source is not read', system: system({ services: [{ ...orders, analysed: false }] }) },
    {
      name: 'frontends and workers',
      system: system({
        services: [
          { ...orders, kind: 'frontend' },
          { ...orders, name: 'mails', kind: 'worker' },
        ],
      }),
    },
  ],
  invalid: [
    {
      name: 'routes, and nothing to ask how it is',
      system: system({ services: [orders], deployed: [deployed('orders')] }),
      says: ['warning: orders has no health check: no endpoint for it, and no probe'],
      more: ([finding]) => {
        expect(finding?.fix).toContain('`msa add health orders`');
      },
    },
    {
      name: 'the health check of another one',
      system: system({ services: [orders], healthChecks: [{ service: 'billing', at: at('src/health.ts') }] }),
      says: ['warning: orders has no health check: no endpoint for it, and no probe'],
    },
  ],
});
