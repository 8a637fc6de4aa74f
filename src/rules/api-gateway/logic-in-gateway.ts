import type { Effects } from '../../model/practice.js';
import { defineRule } from '../../model/rule.js';
import { plural } from '../../shared/text.js';
import { ownGateways } from '../gateways.js';

export const logicInGateway = defineRule({
  meta: {
    id: 'api-gateway/logic-in-gateway',
    family: 'api-gateway',
    summary: 'The gateway passes requests on and changes no data of the business.',
    why: 'A gateway that decides and stores becomes the service that every change has to pass, and that all teams have to release together.',
    fix: 'Move what writes into the service that owns the data, and let the gateway call it.',
    severity: 'warning',
    patterns: ['api-gateway'],
    onlyIfChosen: true,
    sources: ['C. Richardson, Microservices Patterns, ch. 8', 'Thoughtworks Technology Radar: overambitious API gateways'],
    exempt: ['data that a gateway is for: keys, tokens, sessions, limits, routes, logs, metrics', 'caches'],
    example: '`POST /orders` of the gateway inserts the order itself, then tells the service.',
    measures: ['operations'],
    options: {},
  },
  *check(system) {
    for (const { name } of ownGateways(system)) {
      const writing = system.effects
        .filter(({ service, entry }) => service === name && (entry.kind === 'route' || entry.kind === 'rpc' || entry.kind === 'consumer'))
        .map((one) => ({ ...one, writes: one.writes.filter(({ table }) => !OWN.test(table)) }))
        .filter(({ writes }) => writes.length > 0);
      const [first, ...others] = writing;
      const place = first?.writes[0];
      if (first === undefined || place === undefined) continue;
      yield {
        message: `${name} changes data itself in ${plural(writing.length, 'operation')}: ${first.entry.name} writes ${place.table}`,
        services: [name],
        at: place.at,
        label: `writes ${place.table}`,
        related: others.flatMap(told),
        metrics: { operations: writing.length },
      };
    }
  },
});

const OWN = /key|token|session|limit|quota|rout|log|audit|metric|trace|client|cache|user|account|credential|device/i;

function told({ entry, writes: [write] }: Effects) {
  return write === undefined ? [] : [{ ...write.at, message: `${entry.name} writes ${write.table}` }];
}
