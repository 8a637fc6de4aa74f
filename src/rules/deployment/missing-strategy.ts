import { defineRule } from '../../model/rule.js';
import { isForDevelopment } from '../profiles.js';
import { strategiesChosen } from './chosen.js';

export const missingStrategy = defineRule({
  meta: {
    id: 'deployment/missing-strategy',
    family: 'deployment',
    summary: 'A new version takes over in the way that was chosen.',
    why: 'The decision says canary or blue-green, the cluster does something else: a bad version reaches everybody at once.',
    fix: 'Describe the chosen strategy in the cluster: a Rollout of Argo or a Canary of Flagger, or `RollingUpdate` for rolling.',
    severity: 'warning',
    patterns: ['canary', 'blue-green', 'rolling'],
    onlyIfChosen: true,
    sources: ['Argo Rollouts documentation', 'Kubernetes documentation, Deployment strategy'],
    exempt: [
      'services that no file deploys into Kubernetes',
      'deployments for development and tests: by the name of their file, or by mounted source, a watcher or `NODE_ENV`',
      'StatefulSets',
    ],
    example: 'msa.yaml says `canary: adopt`, and orders is a Deployment that rolls.',
    options: {},
  },
  *check(system, _options, { manifest }) {
    const told = new Set<string>();
    for (const { service, profile, at, running } of system.deployed) {
      const wanted = strategiesChosen(manifest, service);
      const { strategy } = running ?? {};
      if (strategy === undefined || wanted.length === 0 || wanted.includes(strategy)) continue;
      if (isForDevelopment(system, profile) || told.has(service)) continue;
      told.add(service);
      yield {
        message: `${service} is to be released by ${wanted.join(' or ')}, and its ${running?.workload ?? 'workload'} does it by ${strategy}`,
        services: [service],
        at,
        label: strategy,
      };
    }
  },
});
