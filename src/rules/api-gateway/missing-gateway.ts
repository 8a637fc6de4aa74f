import { defineRule } from '../../model/rule.js';
import type { Deployed } from '../../model/practice.js';
import type { System } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';
import { listed } from '../../shared/text.js';
import { aggregates, gatewaysOf, hasPublicApi } from '../gateways.js';
import { isForDevelopment } from '../profiles.js';

export const missingGateway = defineRule({
  meta: {
    id: 'api-gateway/missing-gateway',
    family: 'api-gateway',
    summary: 'Clients reach many services through one gateway, not one by one.',
    why: 'Clients that know every service break when one is split or moved, and each service has to handle TLS, authentication and limits itself.',
    fix: 'Put a gateway or an ingress before the services, and publish its port alone.',
    severity: 'warning',
    patterns: ['api-gateway'],
    sources: [
      'C. Richardson, Microservices Patterns, ch. 8 (API gateway)',
      'D. Neri et al., Design principles, architectural smells and refactorings for microservices, 2020 (no API gateway)',
    ],
    exempt: [
      'deployments for development and tests: by the name of their file, or by mounted source, a watcher or `NODE_ENV`',
      'ports that are bound to the machine itself',
      'a service without data that calls most of the others: it is the gateway',
    ],
    example: 'The compose file publishes the ports of orders, payments and customers, and nothing stands before them.',
    measures: ['services'],
    options: {
      services: { type: 'integer', minimum: 2, default: 3, description: 'From this many services that are reached from outside.' },
    },
  },
  *check(system, { services: limit }) {
    if (gatewaysOf(system).length > 0) return;
    const [most = []] = [...groupBy(publicServices(system), ({ profile }) => profile).values()].sort((a, b) => b.length - a.length);
    const names = [...new Set(most.map(({ service }) => service))];
    const [first] = most;
    if (first === undefined || names.length < limit) return;
    if (system.services.some((service) => aggregates(system, service, names))) return;
    yield {
      message: `clients reach ${names.length} services one by one: ${listed(names, 6)}; there is no gateway`,
      services: names,
      subject: 'no gateway',
      at: first.at,
      label: `${first.service}, port ${first.openPorts.join(', ')}`,
      related: most.slice(1).map(({ at, service, openPorts }) => ({ ...at, message: `${service}, port ${openPorts.join(', ')}` })),
      metrics: { services: names.length },
    };
  },
});

function publicServices(system: System): Deployed[] {
  const offering = new Set(system.services.filter(hasPublicApi).map(({ name }) => name));
  return system.deployed.filter(
    ({ service, openPorts, profile }) => openPorts.length > 0 && offering.has(service) && !isForDevelopment(system, profile),
  );
}
