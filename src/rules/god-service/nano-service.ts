import { defineRule } from '../../model/rule.js';
import type { Service, System } from '../../model/system.js';
import { edgesBetween } from '../services.js';
import { measure } from './measures.js';

export const nanoService = defineRule({
  meta: {
    id: 'god-service/nano-service',
    family: 'god-service',
    summary: 'A service is worth its own deployment.',
    why: 'A service that does little for one caller costs a network hop, a pipeline and an on-call duty, and gives back no independence.',
    fix: 'Make it a module of its caller.',
    severity: 'off',
    exempt: ['gateways, frontends and workers', 'services that own data or take part in messaging', 'services whose source is not read'],
    example: 'tax has one operation, no database and no topic, and only checkout calls it.',
    options: {
      operations: { type: 'integer', minimum: 0, default: 2, description: 'At most this many operations.' },
    },
  },
  *check(system, { operations }) {
    for (const service of system.services) {
      const figures = measure(service, system);
      if (service.kind !== 'service' || !service.analysed || figures.operations === 0 || figures.operations > operations) continue;
      if (figures.fanIn !== 1 || hasStoreOrTopic(service, system)) continue;
      const caller = edgesBetween(system).find(({ to }) => to === service.name)?.from ?? '';
      yield {
        message: `${service.name} has ${figures.operations === 1 ? 'one operation' : `${figures.operations} operations`}, no datastore and no topic, and only ${caller} calls it`,
        services: [service.name, caller],
        at: service.at,
        label: service.name,
        metrics: { operations: figures.operations, linesOfCode: service.linesOfCode },
      };
    }
  },
});

function hasStoreOrTopic({ name, entities }: Service, system: System): boolean {
  const isIt = ({ service }: { readonly service: string }): boolean => service === name;
  return (
    entities.length > 0 ||
    system.datastores.some(({ accessors }) => accessors.some(isIt)) ||
    system.topics.some(({ publishers, consumers }) => publishers.some(isIt) || consumers.some(isIt))
  );
}
