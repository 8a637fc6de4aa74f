import { blueGreenWithoutSwitch } from '../../../src/rules/deployment/blue-green-without-switch.js';
import { canaryWithoutMetrics } from '../../../src/rules/deployment/canary-without-metrics.js';
import type { Running } from '../../../src/model/deployment.js';
import { testRule } from '../../support/rule-tester.js';
import { deployed, running, services, system } from '../../support/system.js';

const orders = (parts: Partial<Running>) =>
  system({ services: services('orders'), deployed: [deployed('orders', { profile: 'kubernetes', running: running(parts) })] });

testRule(canaryWithoutMetrics, {
  valid: [
    { name: 'an analysis', system: orders({ strategy: 'canary', isMeasured: true }) },
    { name: 'another strategy', system: orders({ strategy: 'rolling' }) },
  ],
  invalid: [
    {
      name: 'weights and pauses alone',
      system: orders({ strategy: 'canary' }),
      says: ['warning: orders is released to some first, and nothing measures how they fare'],
    },
  ],
});

testRule(blueGreenWithoutSwitch, {
  valid: [
    { name: 'a preview', system: orders({ strategy: 'blue-green', isSwitched: true }) },
    { name: 'another strategy', system: orders({ strategy: 'canary' }) },
  ],
  invalid: [
    {
      name: 'nothing to try',
      system: orders({ strategy: 'blue-green' }),
      says: ['warning: orders is switched to a new version that nobody can try before'],
    },
  ],
});
