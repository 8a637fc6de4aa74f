import { defineRule } from '../../model/rule.js';

export const livenessChecksDependency = defineRule({
  meta: {
    id: 'observability/liveness-checks-dependency',
    family: 'observability',
    summary: 'Whether a process is alive says the process alone.',
    why: 'When the database is away for a minute, the platform restarts every service that asks it, all at once, and that repairs nothing.',
    fix: 'Answer liveness from the process itself, and ask dependencies in the readiness check.',
    severity: 'warning',
    patterns: ['health'],
    onlyIfChosen: true,
    cure: 'health',
    sources: [
      'Kubernetes documentation, Liveness, readiness and startup probes',
      'C. Richardson, Microservices Patterns, ch. 11 (health check API)',
    ],
    exempt: [
      'readiness and startup checks',
      'healthchecks of compose files, which restart nothing',
      'memory and disk of the process itself',
    ],
    example: '`livenessProbe: { httpGet: { path: /health } }`, and `GET /health` asks the database `select 1`.',
    options: {},
  },
  *check(system) {
    for (const { service, operation, dependency, at, of } of system.livenessChecks) {
      yield {
        message: `${operation} tells whether ${service} is alive, and asks ${dependency}`,
        services: [service],
        subject: operation,
        at,
        label: `asks ${dependency}`,
        related: [{ ...of, message: operation }],
      };
    }
  },
});
