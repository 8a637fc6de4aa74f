import { defineRule } from '../../model/rule.js';
import type { Operation, Service, System } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';
import { listed, plural } from '../../shared/text.js';
import { servicesByName } from '../services.js';

export const unusedEndpoint = defineRule({
  meta: {
    id: 'communication/unused-endpoint',
    family: 'communication',
    summary: 'What a service offers inside of the system, somebody in it calls.',
    why: 'An endpoint that nobody calls is kept, secured and tested for nobody, and is one more way in.',
    fix: 'Remove it, or let msa know who calls it: `calls` of the caller in msa.yaml.',
    severity: 'warning',
    patterns: ['rest'],
    onlyIfChosen: true,
    sources: ['OWASP API Security Top 10 2023, API9 (improper inventory management)'],
    exempt: [
      'services that can be reached from outside: a port, an ingress, a gateway or a proxy that forwards, a frontend that calls them',
      'services of which no call to any of their endpoints is known',
      'systems with services in another language, or with calls whose target or path is not known',
      'health, metrics and documentation, and routes that take everything',
    ],
    example: 'Only orders calls crews, and only `GET /crews/{}`: `DELETE /crews/{}` is called by nobody.',
    measures: ['endpoints'],
    options: {},
  },
  *check(system) {
    if (system.services.some(({ analysed }) => !analysed)) return;
    for (const service of system.services.filter((one) => isInside(system, one))) {
      const called = callsOf(system, service);
      if (called === undefined) continue;
      const unused = service.operations.filter((one) => isEndpoint(one) && !called.has(one.name));
      const [first, ...others] = unused;
      if (first === undefined) continue;
      yield {
        message: `nobody calls ${plural(unused.length, 'endpoint')} of ${service.name}: ${listed(
          unused.map(({ name }) => name),
          4,
        )}`,
        services: [service.name],
        at: first.at,
        label: first.name,
        related: others.map(({ at, name }) => ({ ...at, message: name })),
        metrics: { endpoints: unused.length },
      };
    }
  },
});

function isEndpoint({ protocol, technical, path = '' }: Operation): boolean {
  return protocol === 'http' && !technical && path !== '/' && !/^(?:\/\{\})+$/.test(path);
}

/** It is deployed, and nothing leads to it from outside. */
function isInside(system: System, { name, kind }: Service): boolean {
  const { deployed, ingress, edges } = system;
  const own = deployed.filter(({ service }) => service === name);
  return (
    kind === 'service' &&
    own.length > 0 &&
    own.every(({ openPorts, running }) => openPorts.length === 0 && running !== undefined) &&
    !ingress.some(({ service }) => service === name) &&
    !edges.some(({ to, from, protocol }) => to === name && (protocol === 'proxy' || isGate(servicesByName(system).get(from))))
  );
}

function isGate(service: Service | undefined): boolean {
  return service?.kind === 'gateway' || service?.kind === 'frontend';
}

/** Operations that others call; undefined where there may be calls that are not known. */
function callsOf({ edges, loose, services }: System, { name }: Service): ReadonlySet<string> | undefined {
  const to = groupBy(
    edges.filter((one) => one.to === name && one.from !== name && one.style === 'sync'),
    ({ operation }) => (operation === undefined ? 'unknown' : 'known'),
  );
  // What the service itself calls is not itself.
  const isClear = !loose.some(({ service, kind, why }) => service !== name && kind === 'call' && why === 'unresolved');
  const known = to.get('known') ?? [];
  if (known.length === 0 || to.has('unknown') || !isClear || services.every((one) => one.name === name)) return undefined;
  return new Set(known.flatMap(({ operation }) => operation ?? []));
}
