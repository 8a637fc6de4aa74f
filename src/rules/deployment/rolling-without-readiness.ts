import { defineRule } from '../../model/rule.js';
import { groupBy } from '../../shared/group-by.js';
import { isForDevelopment } from '../profiles.js';

export const rollingWithoutReadiness = defineRule({
  meta: {
    id: 'deployment/rolling-without-readiness',
    family: 'deployment',
    summary: 'What is rolled out says when it is ready.',
    why: 'Without a readiness probe Kubernetes sends requests to a new pod, and stops an old one, before the new one can answer.',
    fix: 'Add a readinessProbe that asks whether the service can take requests.',
    severity: 'warning',
    patterns: ['rolling'],
    cure: 'health',
    sources: ['Kubernetes documentation, Configure Liveness, Readiness and Startup Probes'],
    exempt: [
      'strategy Recreate',
      'workers that nothing sends requests to',
      'deployments for development and tests: by the name of their file, or by mounted source, a watcher or `NODE_ENV`',
    ],
    example: 'The Deployment of orders has two replicas and no readinessProbe.',
    options: {},
  },
  *check(system) {
    const kinds = new Map(system.services.map(({ name, kind }) => [name, kind]));
    const unready = system.deployed.filter(
      ({ service, profile, running }) =>
        running?.strategy === 'rolling' &&
        !running.probes.includes('readiness') &&
        kinds.get(service) !== 'worker' &&
        !isForDevelopment(system, profile),
    );
    for (const [service, places] of groupBy(unready, (one) => one.service)) {
      const [first, ...others] = places;
      if (first === undefined) continue;
      yield {
        message: `${service} is rolled out without a readiness probe`,
        services: [service],
        at: first.at,
        label: `${service}, ${first.profile}`,
        related: others.map(({ at, profile }) => ({ ...at, message: profile })),
      };
    }
  },
});
