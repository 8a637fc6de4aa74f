import type { Violation } from '../../model/finding.js';
import { compareText } from '../../model/location.js';
import { defineRule } from '../../model/rule.js';
import type { Edge, System } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';
import { isFacade, servicesByName, syncCalls } from '../services.js';

export const chattyPair = defineRule({
  meta: {
    id: 'chatty-communication/chatty-pair',
    family: 'chatty-communication',
    summary: 'Two services know few operations of each other.',
    why: 'Services with so many operations between them are one responsibility that was cut in two: every change concerns both.',
    fix: 'Move what talks so much into one service, or replace the many operations by one that serves the purpose.',
    severity: 'warning',
    exempt: [
      'gateways and frontends, whose task is to know many operations, also where they are called otherwise',
      'events',
      'requests of whose path nothing is known: they may be any of the others',
    ],
    example: 'basket calls 12 different operations of pricing.',
    measures: ['operations', 'operationsBack'],
    options: {
      oneWay: {
        type: 'integer',
        minimum: 2,
        default: 10,
        description: 'From this many distinct operations of one service that another one calls.',
      },
      bothWays: { type: 'integer', minimum: 2, default: 5, description: 'From this many distinct operations each way.' },
    },
  },
  *check(system, { oneWay, bothWays }) {
    for (const [forth, back] of pairs(system)) {
      const there = operations(forth).length;
      const here = operations(back).length;
      if (Math.max(there, here) >= oneWay || Math.min(there, here) >= bothWays) yield violation(forth, back);
    }
  },
});

/** Edges of every two peers: those of the alphabetically first one, then those of the other. */
function pairs(system: System): (readonly [readonly Edge[], readonly Edge[]])[] {
  const services = servicesByName(system);
  const isPeer = (name: string): boolean => {
    const service = services.get(name);
    return (service?.kind === 'service' || service?.kind === 'worker') && !isFacade(system, service);
  };
  const calls = syncCalls(system).filter(({ from, to }) => isPeer(from) && isPeer(to));
  return [...groupBy(calls, ({ from, to }) => [from, to].sort(compareText).join('\n')).values()].map((edges) => [
    edges.filter(({ from, to }) => from < to),
    edges.filter(({ from, to }) => from > to),
  ]);
}

function operations(edges: readonly Edge[]): string[] {
  const all = new Set(edges.map(({ operation, name }) => operation ?? name));
  return [...all].filter((operation) => !isUnclear(operation)).sort(compareText);
}

/** `GET /{}`: it may be any of the others. */
function isUnclear(operation: string): boolean {
  return /^\S+ \/?\{\}$/.test(operation);
}

function violation(forth: readonly Edge[], back: readonly Edge[]): Violation {
  const [main, other] = operations(forth).length >= operations(back).length ? [forth, back] : [back, forth];
  const [first] = main;
  if (first === undefined) throw new Error('a pair has edges');
  const { from, to } = first;
  const calls = operations(main).length;
  const returned = operations(other).length;
  const at = first.evidence[0];
  return {
    message:
      returned === 0
        ? `${from} calls ${calls} different operations of ${to}`
        : `${from} calls ${calls} different operations of ${to}, and ${to} calls ${returned} of ${from}`,
    services: [from, to],
    ...(at === undefined ? {} : { at, label: first.name }),
    related: [...main.slice(1), ...other].flatMap((edge) =>
      edge.evidence.slice(0, 1).map((place) => ({ ...place, message: `${edge.from} calls ${edge.name}` })),
    ),
    confidence: main.every(({ confidence }) => confidence !== 'inferred') ? 'high' : 'low',
    metrics: { operations: calls, operationsBack: returned },
  };
}
