import { defineRule } from '../../model/rule.js';
import { isForDevelopment } from '../profiles.js';

export const blueGreenWithoutSwitch = defineRule({
  meta: {
    id: 'deployment/blue-green-without-switch',
    family: 'deployment',
    summary: 'The new version can be tried beside the old one before the switch.',
    why: 'Two versions cost twice, and give nothing when nobody can reach the new one before everybody does.',
    fix: 'Name the active and the preview Service in the rollout, and let an analysis try the preview before it is promoted.',
    severity: 'warning',
    patterns: ['blue-green'],
    onlyIfChosen: true,
    cure: 'blue-green',
    sources: ['Argo Rollouts documentation, BlueGreen', 'J. Humble, D. Farley, Continuous Delivery, ch. 10'],
    exempt: ['deployments for development and tests: by the name of their file, or by mounted source, a watcher or `NODE_ENV`'],
    example: 'A Rollout with `blueGreen.activeService`, without `previewService` and without an analysis before promotion.',
    options: {},
  },
  *check(system) {
    const told = new Set<string>();
    for (const { service, profile, at, running } of system.deployed) {
      if (running?.strategy !== 'blue-green' || running.isSwitched === true || isForDevelopment(system, profile) || told.has(service))
        continue;
      told.add(service);
      yield { message: `${service} is switched to a new version that nobody can try before`, services: [service], at, label: service };
    }
  },
});
