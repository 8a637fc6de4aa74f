import { singleDeploymentUnit } from '../../../src/rules/distributed-monolith/single-deployment-unit.js';
import { testRule } from '../../support/rule-tester.js';
import { at, services, system } from '../../support/system.js';

const two = services('orders', 'billing');
const image = {
  kind: 'image',
  name: 'Dockerfile',
  services: ['orders', 'billing'],
  profiles: ['docker-compose.yml'],
  at: at('Dockerfile'),
} as const;

testRule(singleDeploymentUnit, {
  valid: [
    {
      name: 'one image for whoever develops',
      system: system({ services: two, deploymentUnits: [{ ...image, profiles: ['docker-compose.debug.yml'] }] }),
    },
    {
      name: 'an image for each',
      system: system({
        services: two,
        deploymentUnits: [
          { ...image, services: ['orders'] },
          { ...image, services: ['billing'] },
        ],
      }),
    },
    {
      name: 'a service and its migration job in one image',
      system: system({ services: two, deploymentUnits: [{ ...image, services: ['orders', 'migrate'] }] }),
    },
  ],
  invalid: [
    {
      name: 'one image in what is deployed, too',
      system: system({ services: two, deploymentUnits: [{ ...image, profiles: ['docker-compose.dev.yml', 'docker-compose.yml'] }] }),
      says: ['warning: billing and orders are built into one image: Dockerfile'],
    },
    {
      name: 'one image',
      system: system({ services: two, deploymentUnits: [image] }),
      says: ['warning: billing and orders are built into one image: Dockerfile'],
    },
    {
      name: 'one container',
      system: system({ services: two, deploymentUnits: [{ ...image, kind: 'container', name: 'base orders' }] }),
      says: ['warning: billing and orders run in one container: base orders'],
    },
  ],
});
