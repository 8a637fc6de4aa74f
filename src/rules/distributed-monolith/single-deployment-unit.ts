import { defineRule } from '../../model/rule.js';
import type { DeploymentUnit } from '../../model/system.js';
import { listed } from '../../shared/text.js';
import { isForDevelopment } from '../profiles.js';
import { servicesByName } from '../services.js';

const TELLS: Readonly<Record<DeploymentUnit['kind'], string>> = {
  image: 'are built into one image',
  container: 'run in one container',
};

export const singleDeploymentUnit = defineRule({
  meta: {
    id: 'distributed-monolith/single-deployment-unit',
    family: 'distributed-monolith',
    summary: 'Every service can be built and deployed without the others.',
    why: 'Services that come in one unit are released, scaled and restarted together: the costs of distribution without its gain.',
    fix: 'Give each service its own image, or admit that they are one service and merge them.',
    severity: 'warning',
    exempt: [
      'one repository, one lock file, one base image',
      'one compose file that starts many images',
      'deployments for development and tests: by the name of their file, or by mounted source, a watcher or `NODE_ENV`',
    ],
    example: 'The Dockerfile at the root starts orders and billing under one supervisor.',
    measures: ['services'],
    options: {},
  },
  *check(system) {
    const services = servicesByName(system);
    for (const unit of system.deploymentUnits) {
      const names = [...new Set(unit.services)].filter((name) => services.has(name)).sort();
      if (names.length < 2 || unit.profiles.every((profile) => isForDevelopment(system, profile))) continue;
      yield {
        message: `${listed(names)} ${TELLS[unit.kind]}: ${unit.name}`,
        services: names,
        subject: `${unit.kind} ${unit.name}`,
        at: unit.at,
        label: `${names.length} services in one ${unit.kind}`,
        metrics: { services: names.length },
      };
    }
  },
});
