import { excessivePrivilege } from '../../../src/rules/zero-trust/excessive-privilege.js';
import { testRule } from '../../support/rule-tester.js';
import { deployed, running, services, system } from '../../support/system.js';

const root = running({ privileges: ['privileged', 'runAsUser 0'] });

testRule(excessivePrivilege, {
  valid: [
    { name: 'none', system: system({ services: services('orders'), deployed: [deployed('orders')] }) },
    {
      name: 'for development',
      system: system({ services: services('orders'), deployed: [deployed('orders', { profile: 'compose.dev.yaml', running: root })] }),
    },
  ],
  invalid: [
    {
      name: 'a container that has its machine, once',
      system: system({
        services: services('orders'),
        deployed: [deployed('orders', { running: root }), deployed('orders', { profile: 'k8s', running: root })],
      }),
      says: ['error: orders may do more on its machine than a service needs: privileged and runAsUser 0'],
    },
  ],
});
