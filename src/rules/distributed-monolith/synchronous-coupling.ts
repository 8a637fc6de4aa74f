import type { Related, Violation } from '../../model/finding.js';
import { defineRule } from '../../model/rule.js';
import type { Edge, System } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';
import { depths } from '../graph.js';
import { edgesBetween, servicesByName } from '../services.js';

export const synchronousCoupling = defineRule({
  meta: {
    id: 'distributed-monolith/synchronous-coupling',
    family: 'distributed-monolith',
    summary: 'Services do not depend on each other by synchronous calls alone.',
    why: 'Where every connection is a call that waits, the availability of the system is the product of that of its services.',
    fix: 'Publish what happened as events; keep calls for questions whose answer is needed at once.',
    severity: 'info',
    exempt: [
      'gateways and frontends, whose calls are requests by nature',
      'systems too small for a share to mean something (options services, connections)',
    ],
    example: 'Six services, nine connections, all of them HTTP calls.',
    measures: ['synchronousShare', 'couplingFactor'],
    options: {
      share: {
        type: 'number',
        minimum: 0,
        maximum: 1,
        default: 0.9,
        description: 'A larger share of synchronous connections is a warning.',
      },
      services: { type: 'integer', minimum: 2, default: 5, description: 'Figures are told from this many services.' },
      connections: { type: 'integer', minimum: 1, default: 8, description: 'Figures are told from this many connections.' },
    },
  },
  *check(system, limits) {
    const figures = figuresOf(system);
    if (figures.services.length >= limits.services && figures.connections.length >= limits.connections)
      yield violation(figures, limits.share);
  },
});

interface Figures {
  readonly services: readonly string[];
  /** One edge for each ordered pair and style. */
  readonly connections: readonly Edge[];
  readonly share: number;
  /** Connected ordered pairs of all that could be: E / (N (N - 1)). */
  readonly coupling: number;
  /** Hops to the farthest service that each one waits for, on average. */
  readonly depth: number;
}

function figuresOf(system: System): Figures {
  const known = servicesByName(system);
  const isInner = (name: string): boolean => ['service', 'worker'].includes(known.get(name)?.kind ?? '');
  const services = [...known.keys()].filter(isInner).sort();
  const inner = edgesBetween(system).filter(({ from, to, protocol }) => isInner(from) && isInner(to) && protocol !== 'proxy');
  const connections = firstOfEach(inner, ({ from, to, style }) => JSON.stringify([from, to, style]));
  const sync = connections.filter(({ style }) => style === 'sync');
  const reach = depths(sync.map(({ from, to }) => [from, to]));
  const pairs = firstOfEach(inner, ({ from, to }) => JSON.stringify([from, to])).length;
  return {
    services,
    connections,
    share: sync.length / Math.max(1, connections.length),
    coupling: pairs / Math.max(1, services.length * (services.length - 1)),
    depth: [...reach.values()].reduce((sum, hops) => sum + hops, 0) / Math.max(1, services.length),
  };
}

function firstOfEach(edges: readonly Edge[], keyOf: (edge: Edge) => string): Edge[] {
  return [...groupBy(edges, keyOf).values()].flatMap((group) => group.slice(0, 1));
}

function violation({ services, connections, share, coupling, depth }: Figures, limit: number): Violation {
  const waits = connections.filter(({ style }) => style === 'sync');
  const [first, ...others] = waits.flatMap(({ from, to, evidence }) =>
    evidence.slice(0, 1).map((at) => ({ at, message: `${from} waits for ${to}` })),
  );
  return {
    message: `${waits.length} of ${connections.length} connections between ${services.length} services are synchronous (${percent(share)}); coupling factor ${rounded(coupling)}, mean depth ${rounded(depth)}`,
    services,
    // One finding for the system, whichever services come and go.
    subject: 'system',
    ...(first === undefined ? {} : { at: first.at, label: first.message }),
    related: others.map(({ at, message }): Related => ({ ...at, message })),
    ...(share > limit ? ({ severity: 'warning' } as const) : {}),
    metrics: {
      connections: connections.length,
      synchronousShare: rounded(share),
      couplingFactor: rounded(coupling),
      meanDepth: rounded(depth),
    },
  };
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
