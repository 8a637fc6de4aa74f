import { defineRule } from '../../model/rule.js';
import { listed } from '../../shared/text.js';
import { isForDevelopment } from '../profiles.js';

export const excessivePrivilege = defineRule({
  meta: {
    id: 'zero-trust/excessive-privilege',
    family: 'zero-trust',
    summary: 'A container may do what its service needs, and no more.',
    why: 'Who breaks into a privileged container has the machine that it runs on, and with it all others there.',
    fix: 'Run as a user that is not root, drop all capabilities, and forbid to gain others.',
    severity: 'error',
    patterns: ['zero-trust'],
    onlyIfChosen: true,
    cure: 'zero-trust',
    sources: ['NIST SP 800-190, Application Container Security Guide', 'Kubernetes Pod Security Standards (restricted)'],
    exempt: [
      'deployments for development and tests: by the name of their file, or by mounted source, a watcher or `NODE_ENV`',
      'what the image itself says about its user',
    ],
    example: '`securityContext: { privileged: true }` in the Deployment of orders.',
    options: {},
  },
  *check(system) {
    const told = new Set<string>();
    for (const { service, profile, at, running } of system.deployed) {
      const { privileges = [] } = running ?? {};
      if (privileges.length === 0 || isForDevelopment(system, profile) || told.has(service)) continue;
      told.add(service);
      yield {
        message: `${service} may do more on its machine than a service needs: ${listed(privileges)}`,
        services: [service],
        at,
        label: listed(privileges),
      };
    }
  },
});
