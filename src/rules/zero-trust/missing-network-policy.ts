import { defineRule } from '../../model/rule.js';
import { isForDevelopment } from '../profiles.js';

export const missingNetworkPolicy = defineRule({
  meta: {
    id: 'zero-trust/missing-network-policy',
    family: 'zero-trust',
    summary: 'Only those who have to can reach a service in the cluster.',
    why: 'In a flat network every pod reaches every other one: one that is broken into is a way to all of them.',
    fix: 'Deny all by default, and allow what msa.yaml declares as calls.',
    severity: 'warning',
    patterns: ['network-segmentation'],
    onlyIfChosen: true,
    cure: 'network-segmentation',
    sources: ['NIST SP 800-207, Zero Trust Architecture', 'Kubernetes documentation, Network Policies'],
    exempt: [
      'services that no file deploys into Kubernetes',
      'deployments for development and tests: by the name of their file, or by mounted source, a watcher or `NODE_ENV`',
    ],
    example: 'Four Deployments in one namespace, and no NetworkPolicy whose `podSelector` fits orders.',
    options: {},
  },
  *check(system) {
    const told = new Set<string>();
    for (const { service, profile, at, running } of system.deployed) {
      if (running?.workload === undefined || running.isIsolated === true || isForDevelopment(system, profile) || told.has(service))
        continue;
      told.add(service);
      yield {
        message: `every pod of the cluster reaches ${service}: no network policy is about it`,
        services: [service],
        at,
        label: service,
      };
    }
  },
});
