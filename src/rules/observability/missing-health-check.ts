import { defineRule } from '../../model/rule.js';
import type { Operation, Service, System } from '../../model/system.js';

export const missingHealthCheck = defineRule({
  meta: {
    id: 'observability/missing-health-check',
    family: 'observability',
    summary: 'Every service that answers requests can be asked whether it is well.',
    why: 'Nobody can tell a service that hangs from one that works, so nothing restarts it and requests go on being sent to it.',
    fix: 'Offer a health endpoint and let the platform ask it: a probe in Kubernetes, a healthcheck in compose.',
    severity: 'warning',
    patterns: ['health'],
    cure: 'health',
    sources: ['C. Richardson, Microservices Patterns, ch. 11 (health check API)'],
    exempt: [
      'services with a probe or a healthcheck in a deployment file',
      'frontends, workers, functions of a cloud, services whose source is not read, and those of whose routes some could not be told',
    ],
    example: 'orders has fourteen routes, none of them `GET /health`, and no probe.',
    options: {},
  },
  *check(system) {
    for (const service of system.services) {
      if (!answers(service) || isFunctions(system, service) || isChecked(system, service)) continue;
      yield {
        message: `${service.name} has no health check: no endpoint for it, and no probe`,
        services: [service.name],
        at: service.at,
        label: service.name,
      };
    }
  },
});

function answers({ kind, analysed, operations, unreadRoutes }: Service): boolean {
  return analysed && unreadRoutes === undefined && (kind === 'service' || kind === 'gateway') && operations.some(isBusiness);
}

function isBusiness({ protocol, technical }: Operation): boolean {
  return (protocol === 'http' || protocol === 'graphql') && !technical;
}

/** The cloud watches its functions itself. */
function isFunctions({ deployed }: System, { name }: Service): boolean {
  const own = deployed.filter(({ service }) => service === name);
  return own.length > 0 && own.every(({ running }) => running === undefined) && own.some(({ profile }) => profile === 'functions');
}

function isChecked({ deployed, healthChecks }: System, { name }: Service): boolean {
  return (
    healthChecks.some(({ service }) => service === name) ||
    deployed.some(({ service, running }) => service === name && running !== undefined && running.probes.length > 0)
  );
}
