import { missingNetworkPolicy } from '../../../src/rules/zero-trust/missing-network-policy.js';
import { testRule } from '../../support/rule-tester.js';
import { deployed, running, services, system } from '../../support/system.js';

const pod = running({ workload: 'Deployment' });

testRule(missingNetworkPolicy, {
  valid: [
    { name: 'one that is about it', system: system({ deployed: [deployed('orders', { running: { ...pod, isIsolated: true } })] }) },
    { name: 'a container of compose', system: system({ deployed: [deployed('orders')] }) },
    { name: 'a cluster for tests', system: system({ deployed: [deployed('orders', { profile: 'kubernetes e2e', running: pod })] }) },
  ],
  invalid: [
    {
      name: 'a flat network',
      system: system({ services: services('orders'), deployed: [deployed('orders', { profile: 'kubernetes', running: pod })] }),
      says: ['warning: every pod of the cluster reaches orders: no network policy is about it'],
    },
  ],
});
