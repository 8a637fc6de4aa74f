import { defineRule } from '../../model/rule.js';
import { isForDevelopment } from '../profiles.js';

export const canaryWithoutMetrics = defineRule({
  meta: {
    id: 'deployment/canary-without-metrics',
    family: 'deployment',
    summary: 'A canary is measured, and taken back when it does badly.',
    why: 'A share of the users gets the new version, and nobody looks how they fare: that is a slow release, and no test of it.',
    fix: 'Add an analysis of error rate and latency to the rollout, with a limit at which it is aborted.',
    severity: 'warning',
    patterns: ['canary'],
    onlyIfChosen: true,
    cure: 'canary',
    sources: ['Argo Rollouts documentation, Analysis', 'Google SRE Workbook, ch. 16 (Canarying Releases)'],
    exempt: ['deployments for development and tests: by the name of their file, or by mounted source, a watcher or `NODE_ENV`'],
    example: 'A Rollout with `canary.steps` of weights and pauses, and no `analysis`.',
    options: {},
  },
  *check(system) {
    const told = new Set<string>();
    for (const { service, profile, at, running } of system.deployed) {
      if (running?.strategy !== 'canary' || running.isMeasured === true || isForDevelopment(system, profile) || told.has(service)) continue;
      told.add(service);
      yield {
        message: `${service} is released to some first, and nothing measures how they fare`,
        services: [service],
        at,
        label: service,
      };
    }
  },
});
