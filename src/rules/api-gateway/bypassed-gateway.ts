import type { Location } from '../../model/location.js';
import { defineRule } from '../../model/rule.js';
import type { System } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';
import { listed, plural } from '../../shared/text.js';
import { aggregates, callees, hasPublicApi } from '../gateways.js';
import { isForDevelopment } from '../profiles.js';

export const bypassedGateway = defineRule({
  meta: {
    id: 'api-gateway/bypassed-gateway',
    family: 'api-gateway',
    summary: 'Where there is a gateway, no other service is reached from outside.',
    why: 'What the gateway checks, counts and limits is not checked for those who go past it.',
    fix: 'Remove the published ports and the ingress of the services behind the gateway; within the network they are reached without.',
    severity: 'warning',
    patterns: ['api-gateway'],
    sources: ['C. Richardson, Microservices Patterns, ch. 8 (API gateway)'],
    exempt: [
      'deployments for development and tests: by the name of their file, or by mounted source, a watcher or `NODE_ENV`',
      'ports that are bound to the machine itself: `127.0.0.1:3000:3000`',
      'frontends, and services that offer nothing over HTTP',
      'an ingress of a cluster in which the gateway does not run: there it is the gateway',
      'gateways that the services behind them call: they lead out, to mails or messages',
    ],
    example: 'The gateway publishes port 80, and the compose file publishes port 3001 of orders too.',
    measures: ['services'],
    options: {},
  },
  *check(system) {
    const gateways = system.services.flatMap(({ name, kind }) => (kind === 'gateway' && !isWayOut(system, name) ? name : []));
    if (gateways.length === 0) return;
    const bypasses = waysPast(system, gateways);
    const passed = gatewaysBeside(system, gateways, bypasses);
    const names = [...new Set(bypasses.map(({ service }) => service))];
    const [first, ...others] = [...groupBy(bypasses, ({ service }) => service).values()].flatMap((same) => same.slice(0, 1));
    if (first === undefined) return;
    yield {
      message: `${listed(names, 6)} ${names.length === 1 ? 'is' : 'are'} reached past the gateway ${listed(passed)}`,
      services: passed,
      at: first.at,
      label: first.how,
      related: others.map(({ at, how }) => ({ ...at, message: how })),
      metrics: { services: names.length },
    };
  },
});

/** Those whom it calls call it as well: it leads to a channel, mails or messages, and nobody's requests come by it alone. */
function isWayOut(system: System, name: string): boolean {
  return callees(system, name).some((callee) => callees(system, callee).includes(name));
}

interface WayPast {
  readonly service: string;
  readonly profile?: string;
  readonly at: Location;
  readonly how: string;
}

/** Only what deploys the gateway as well: there it is meant to stand before the others. */
function waysPast(system: System, gateways: readonly string[]): WayPast[] {
  const offering = system.services.filter((one) => hasPublicApi(one) && !isGatewayOf(system, one.name));
  const names = new Set(offering.map(({ name }) => name));
  const profiles = new Set(system.deployed.flatMap(({ service, profile }) => (gateways.includes(service) ? profile : [])));
  const ports = system.deployed.flatMap(({ service, profile, at, openPorts }) =>
    openPorts.length > 0 && names.has(service) && profiles.has(profile) && !isForDevelopment(system, profile)
      ? [{ service, profile, at, how: `${service} publishes ${plural(openPorts.length, 'port')}: ${openPorts.join(', ')}` }]
      : [],
  );
  const isInCluster = system.deployed.some(({ service, running }) => gateways.includes(service) && running?.workload !== undefined);
  const routes = (isInCluster ? system.ingress : []).flatMap(({ service, name, prefix, at }) =>
    service !== undefined && names.has(service) ? [{ service, at, how: `${name} leads ${prefix} to ${service}` }] : [],
  );
  return [...ports, ...routes];
}

/** Those that are deployed with what goes past them. */
function gatewaysBeside({ deployed }: System, gateways: readonly string[], bypasses: readonly WayPast[]): string[] {
  const profiles = new Set(bypasses.flatMap(({ profile }) => profile ?? []));
  const beside = gateways.filter((name) => deployed.some(({ service, profile }) => service === name && profiles.has(profile)));
  return beside.length > 0 ? beside : [...gateways];
}

/** A second gateway without that name. */
function isGatewayOf(system: System, name: string): boolean {
  const others = system.services.filter(({ kind }) => kind === 'service').map((one) => one.name);
  return system.services.some((one) => one.name === name && aggregates(system, one, others));
}
