import type { Related, Violation } from '../../model/finding.js';
import { defineRule } from '../../model/rule.js';
import type { Edge } from '../../model/system.js';
import { listed } from '../../shared/text.js';
import { along } from '../flow.js';
import { type Arc, knots, shortestCycle } from '../graph.js';
import { syncCalls } from '../services.js';

export const syncCycle = defineRule({
  meta: {
    id: 'distributed-monolith/sync-cycle',
    family: 'distributed-monolith',
    summary: 'Synchronous calls between services have one direction.',
    why: 'Services in a cycle need each other to answer: they start, fail and are released together, and a slow one can block all of them.',
    fix: 'Turn one hop of the cycle into an event, or move what both need into the service that is called.',
    severity: 'error',
    sources: ['D. Taibi and V. Lenarduzzi, IEEE Software 35(3), 2018 (cyclic dependency)', 'I. Pigazzini et al., TechDebt 2020'],
    exempt: [
      'cycles of events',
      'requests that a gateway forwards',
      'a service that calls itself',
      'cycles whose hops belong to different deployment profiles',
    ],
    example: 'orders waits for tickets (rpc ticket.reserve) and tickets waits for orders (GET /orders/{}).',
    options: {},
  },
  *check(system) {
    const calls = syncCalls(system);
    const proven = calls.filter(({ confidence }) => confidence !== 'inferred');
    const sure = wholeKnots(proven);
    const guessed = wholeKnots(calls).filter((set) => !sure.some((known) => contains(set, known)));
    for (const members of sure) yield* violations(members, { calls: proven, isSure: true });
    for (const members of guessed) yield* violations(members, { calls, isSure: false });
  },
});

/** One set of services may stand in several profiles; the largest is told. */
function wholeKnots(calls: readonly Edge[]): string[][] {
  const all = profilesOf(calls).flatMap((profile) => knots(arcs(calls.filter((edge) => isIn(edge, profile)))));
  return all.filter(
    (set, index) => !all.some((other, at) => at !== index && contains(other, set) && (other.length > set.length || at < index)),
  );
}

function cycleIn(calls: readonly Edge[]): string[] | undefined {
  return profilesOf(calls)
    .flatMap((profile) => {
      const cycle = shortestCycle(arcs(calls.filter((edge) => isIn(edge, profile))));
      return cycle === undefined ? [] : [cycle];
    })
    .sort((a, b) => a.length - b.length)[0];
}

function profilesOf(calls: readonly Edge[]): (string | undefined)[] {
  const names = [...new Set(calls.flatMap(({ profiles }) => profiles))].sort();
  return names.length === 0 ? [undefined] : names;
}

/** A call of no profile is in the code of all of them. */
function isIn({ profiles }: Edge, profile: string | undefined): boolean {
  return profiles.length === 0 || profile === undefined || profiles.includes(profile);
}

function contains(big: readonly string[], small: readonly string[]): boolean {
  return small.every((name) => big.includes(name));
}

function arcs(calls: readonly Edge[]): Arc[] {
  return calls.map(({ from, to }) => [from, to]);
}

interface Knot {
  readonly calls: readonly Edge[];
  readonly isSure: boolean;
}

function* violations(members: readonly string[], { calls, isSure }: Knot): Generator<Violation> {
  const inside = calls.filter(({ from, to }) => members.includes(from) && members.includes(to));
  const cycle = cycleIn(inside);
  if (cycle === undefined) return;
  const path = [...cycle, cycle[0] ?? ''].join(' → ');
  yield {
    message: `${listed(members, 8)} call each other in a circle: ${path}${members.length > cycle.length ? ' is the shortest' : ''}`,
    services: members,
    ...along(hops(cycle, inside).flatMap(placed)),
    ...(isSure ? {} : ({ severity: 'warning', confidence: 'low' } as const)),
    metrics: { services: members.length, hops: cycle.length },
  };
}

function hops(cycle: readonly string[], calls: readonly Edge[]): Edge[] {
  return cycle.flatMap((from, index) => {
    const to = cycle[(index + 1) % cycle.length];
    return calls.find((call) => call.from === from && call.to === to) ?? [];
  });
}

function placed({ from, to, name, evidence }: Edge): Related[] {
  return evidence.slice(0, 1).map((at) => ({ ...at, message: `${from} waits for ${to} (${name})` }));
}
