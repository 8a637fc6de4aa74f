import type { Confidence, Related, Violation } from '../../model/finding.js';
import { compareLocations, compareText, type Location } from '../../model/location.js';
import { defineRule } from '../../model/rule.js';
import type { Flow, RemoteCall, RemoteLoop, Service } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';
import { listed } from '../../shared/text.js';
import { servicesByName } from '../services.js';
import { type Certainty, certaintyOf, type LoopLimits } from './loop.js';

export const callInLoop = defineRule({
  meta: {
    id: 'chatty-communication/call-in-loop',
    family: 'chatty-communication',
    summary: 'A request is answered with a fixed number of calls to another service, not with one call per item.',
    why: 'Latency, load and the chance of failure grow with the data: ten items are ten network calls, a thousand items an outage.',
    fix: 'Ask once for all items (a batch operation that takes the ids), use a data loader, or keep the data that you need as a local copy.',
    severity: 'error',
    sources: ['M. Fowler, Patterns of Enterprise Application Architecture, ch. 7 (Distribution Strategies)'],
    exempt: [
      'retry, polling and paging loops, and loops over chunks of many items',
      'consumers that loop over the messages they were given',
      'a short literal list (option literal), and any literal list in a frontend: the tabs and pages of an application',
      'a literal list that names different operations: there is nothing to ask at once',
      'a fan-out whose host depends on the item, or whose item is the client itself',
      'code that runs at start-up only, unless the service does nothing else: then it is a job, and a warning',
      'what is looked up in a cache of the process first',
      'publishing events, and calls to services outside the system',
    ],
    example: 'POST /checkout of orders runs `for (const item of cart.items) await products.get(item.id)`.',
    measures: ['calls', 'loops'],
    options: {
      literal: { type: 'integer', minimum: 0, default: 3, description: 'A loop known to run no more often than this is no finding.' },
    },
  },
  *check(system, { literal }) {
    const services = servicesByName(system);
    const busy = new Set(system.flows.flatMap(({ service, entry }) => (LASTING.has(entry.kind) ? service : [])));
    const flows = system.flows.filter(({ service, entry }) => entry.kind !== 'startup' || isJob(services.get(service), busy));
    const cases = flows.flatMap((flow) => casesOf(flow, services, { literal }));
    for (const group of groupBy(cases, identity).values()) yield violation(group);
  },
});

/** What waits for work. */
const LASTING: ReadonlySet<Flow['entry']['kind']> = new Set(['route', 'rpc', 'consumer', 'schedule']);

/** It is started, works and ends: nothing asks it anything. */
function isJob(service: Service | undefined, busy: ReadonlySet<string>): boolean {
  return service !== undefined && service.kind !== 'frontend' && service.operations.length === 0 && !busy.has(service.name);
}

interface Case {
  readonly flow: Flow;
  readonly call: RemoteCall;
  /** The innermost of the loops that weigh most. */
  readonly loop: RemoteLoop;
  readonly certainty: Certainty;
}

const WEIGHT: Readonly<Record<Certainty, number>> = { data: 2, likely: 1, none: 0 };

function casesOf(flow: Flow, services: ReadonlyMap<string, Service>, limits: LoopLimits): Case[] {
  const caller = services.get(flow.service);
  if (caller === undefined) return [];
  return flow.calls.flatMap((call) => {
    if (call.style !== 'sync' || call.to === flow.service || !services.has(call.to)) return [];
    const best = heaviest(call, limits);
    if (best === undefined || !isWorthTelling(best, flow, caller)) return [];
    return best.loop.source === 'literal' && namesOperations(call, flow) ? [] : [{ flow, call, ...best }];
  });
}

/** The same call asks for different operations, on the same way to it. */
function namesOperations(call: RemoteCall, { calls }: Flow): boolean {
  const way = wayOf(call);
  const same = calls.filter(({ to, ...other }) => to === call.to && wayOf(other) === way);
  return new Set(same.map(({ operation, name }) => operation ?? name)).size > 1;
}

function wayOf({ chain, at }: Pick<RemoteCall, 'chain' | 'at'>): string {
  return [...chain, at].map(place).join(' ');
}

function heaviest({ loops }: RemoteCall, limits: LoopLimits): Pick<Case, 'loop' | 'certainty'> | undefined {
  let best: Pick<Case, 'loop' | 'certainty'> | undefined;
  for (const loop of loops) {
    const certainty = certaintyOf(loop, limits);
    if (WEIGHT[certainty] > 0 && WEIGHT[certainty] >= WEIGHT[best?.certainty ?? 'none']) best = { loop, certainty };
  }
  return best;
}

/**
 * A function that nothing is known to call may be a script or dead code; in a browser it is what the user's click runs.
 * There a list in the code is the tabs, menus and pages of the application, of which one is open.
 */
function isWorthTelling({ certainty, loop }: Pick<Case, 'loop' | 'certainty'>, { entry }: Flow, { kind }: Service): boolean {
  if (certainty === 'data') return true;
  return kind === 'frontend' ? loop.source !== 'literal' : entry.kind !== 'exported';
}

/** One loop around calls of one service is one finding, however many entries lead to it: it is mended once. */
function identity({ flow, call, loop }: Case): string {
  return JSON.stringify([flow.service, call.to, loop.at.file, loop.at.line, loop.at.column]);
}

function violation(cases: readonly Case[]): Violation {
  const sorted = [...cases].sort(byWeightThenPlace);
  const [first] = sorted;
  if (first === undefined) throw new Error('a group has members');
  const { flow, call, loop } = first;
  const entries = [...new Set(sorted.map((item) => item.flow.entry.name))];
  const reached = entries.length === 1 ? entries[0] : `${entries[0] ?? ''} and ${entries.length - 1} more`;
  const calls = [...new Set(sorted.map((item) => item.call.name))];
  return {
    message: `${flow.service} calls ${call.to} (${listed(calls, 2)}) once per item of ${loop.over}, reached by ${reached ?? ''}`,
    services: [flow.service, call.to],
    subject: `loop over ${loop.over}`,
    at: loop.inside,
    label: 'once per item',
    related: chain(first),
    flow: way(first),
    severity: isError(first) ? 'error' : 'warning',
    confidence: confidenceOf(first),
    metrics: { entries: entries.length, calls: calls.length, loops: call.loops.length },
  };
}

function byWeightThenPlace(a: Case, b: Case): number {
  return (
    Number(isError(b)) - Number(isError(a)) ||
    WEIGHT[b.certainty] - WEIGHT[a.certainty] ||
    compareText(a.flow.entry.name, b.flow.entry.name) ||
    compareLocations(a.call.at, b.call.at) ||
    a.call.chain.length - b.call.chain.length
  );
}

/** Proven from end to end: data, a request that reaches it, and the service that is called. */
function isError({ certainty, flow, call }: Case): boolean {
  return certainty === 'data' && LASTING.has(flow.entry.kind) && call.confidence !== 'inferred';
}

function confidenceOf(item: Case): Confidence {
  if (isError(item)) return 'high';
  return item.call.confidence === 'inferred' ? 'low' : 'medium';
}

function chain({ flow, call, loop }: Case): Related[] {
  const seen = new Set([place(loop.inside)]);
  const steps = [
    { ...loop.at, message: `the loop over ${loop.over}` },
    { ...call.at, message: `the call to ${call.to}` },
    { ...flow.entry.at, message: `${flow.entry.name} begins here` },
    ...call.chain.map((at) => ({ ...at, message: 'on the way to the call' })),
  ];
  return steps.filter((step) => {
    const key = place(step);
    return seen.has(key) ? false : seen.add(key);
  });
}

/** From the entry to the call, in the order in which they run. */
function way({ flow, call, loop }: Case): Related[] {
  const steps = [
    { ...flow.entry.at, message: `${flow.entry.name} begins here` },
    ...call.chain.map((at) => ({ ...at, message: place(at) === place(loop.inside) ? 'once per item' : 'on the way to the call' })),
    { ...call.at, message: `the call to ${call.to}` },
  ];
  const inside = steps.findIndex((step) => place(step) === place(loop.inside));
  return steps.toSpliced(Math.max(inside, 1), 0, { ...loop.at, message: `the loop over ${loop.over}` });
}

function place({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}
