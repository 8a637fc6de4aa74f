import { expect } from 'vitest';

import { rollingWithoutReadiness } from '../../../src/rules/deployment/rolling-without-readiness.js';
import { testRule } from '../../support/rule-tester.js';
import { at, deployed, running, service, services, system } from '../../support/system.js';

const orders = services('orders');
const rolls = { profile: 'kubernetes', at: at('k8s/orders.yml', 14), running: running({ workload: 'Deployment', strategy: 'rolling' }) };

testRule(rollingWithoutReadiness, {
  valid: [
    {
      name: 'a readiness probe',
      system: system({
        services: orders,
        deployed: [deployed('orders', { ...rolls, running: { ...rolls.running, probes: ['liveness', 'readiness'] } })],
      }),
    },
    {
      name: 'pods that are all stopped first',
      system: system({
        services: orders,
        deployed: [deployed('orders', { ...rolls, running: { ...rolls.running, strategy: 'recreate' } })],
      }),
    },
    { name: 'compose', system: system({ services: orders, deployed: [deployed('orders')] }) },
    { name: 'a worker', system: system({ services: [service('orders', { kind: 'worker' })], deployed: [deployed('orders', rolls)] }) },
    {
      name: 'a cluster for tests',
      system: system({ services: orders, deployed: [deployed('orders', { ...rolls, profile: 'k8s/test' })] }),
    },
  ],
  invalid: [
    {
      name: 'no probe, in two environments',
      system: system({
        services: orders,
        deployed: [deployed('orders', rolls), deployed('orders', { ...rolls, profile: 'k8s/production' })],
      }),
      says: ['warning: orders is rolled out without a readiness probe'],
      more: ([finding]) => {
        expect(finding?.related).toMatchObject([{ message: 'k8s/production' }]);
        expect(finding?.fix).toContain('`msa add health orders`');
      },
    },
    {
      name: 'a liveness probe alone',
      system: system({
        services: orders,
        deployed: [deployed('orders', { ...rolls, running: { ...rolls.running, probes: ['liveness'] } })],
      }),
      says: ['warning: orders is rolled out without a readiness probe'],
    },
  ],
});
