import { defineRule } from '../../model/rule.js';
import type { Operation, System } from '../../model/system.js';
import { plural } from '../../shared/text.js';
import { hasPublicApi } from '../gateways.js';
import { practises } from '../practised.js';

export const unversionedApi = defineRule({
  meta: {
    id: 'api-gateway/unversioned-api',
    family: 'api-gateway',
    summary: 'What clients outside call says which version of it they call.',
    why: 'Clients cannot all change on one day: without a version, a change that breaks them has no place to go.',
    fix: 'Put the version into the path (`/v1/orders`) or into a header, in all operations of the API.',
    severity: 'warning',
    patterns: ['api-gateway'],
    onlyIfChosen: true,
    sources: ['C. Richardson, Microservices Patterns, ch. 3 (evolving APIs)', 'D. Neri et al., 2020 (no API versioning)'],
    exempt: [
      'services of which any operation has a version, or whose code speaks of versions of its API',
      'services behind a gateway of the repository that has versions itself',
      'APIs of fewer operations than the limit',
    ],
    example: 'Eleven routes of orders, from `GET /orders` to `POST /orders/{}/refunds`, and none with `/v1`.',
    measures: ['operations'],
    options: {
      operations: { type: 'integer', minimum: 1, default: 3, description: 'From this many operations over HTTP.' },
    },
  },
  *check(system, { operations: limit }) {
    for (const service of system.services) {
      const own = service.operations.filter(({ protocol, technical }) => protocol === 'http' && !technical);
      if (!service.analysed || !hasPublicApi(service) || own.length < limit) continue;
      if (isVersioned(system, service.name, own) || isBehindVersions(system, service.name)) continue;
      const [first, ...others] = own;
      if (first === undefined) continue;
      yield {
        message: `${service.name} offers ${plural(own.length, 'operation')} to clients, none of them with a version`,
        services: [service.name],
        at: first.at,
        label: first.name,
        related: others.slice(0, 5).map(({ at, name }) => ({ ...at, message: name })),
        metrics: { operations: own.length },
      };
    }
  },
});

const VERSION = /(?:^|[/.\s])v\d+(?:[/.]|$)|\/\d{4}-\d\d-\d\d(?:\/|$)|\{version\}|:version/i;

function isVersioned(system: System, service: string, operations: readonly Operation[]): boolean {
  return practises(system, service, 'api-versions') || operations.some(({ name }) => VERSION.test(name));
}

/** The gateway that sends to it has versions in its own paths, and may take them away. */
function isBehindVersions(system: System, service: string): boolean {
  const versioned = system.services.filter(({ name, kind, operations }) => kind === 'gateway' && isVersioned(system, name, operations));
  return (
    versioned.some(({ name }) => system.edges.some(({ from, to }) => from === name && to === service)) ||
    system.ingress.some((route) => route.service === service && VERSION.test(route.prefix))
  );
}
