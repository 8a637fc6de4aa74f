import type { Related, Violation } from '../../model/finding.js';
import { compareLocations, compareText, placeText, type Location } from '../../model/location.js';
import { defineRule } from '../../model/rule.js';
import type { Flow, RemoteCall, Service, System } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';
import { listed } from '../../shared/text.js';
import { onlyForwards, servicesByName } from '../services.js';

export const callsPerRequest = defineRule({
  meta: {
    id: 'chatty-communication/calls-per-request',
    family: 'chatty-communication',
    summary: 'A request needs few calls to other services, and at most two to the same one.',
    why: 'Every call adds its latency and its chance to fail; several calls to one service for one request say that its operations are cut too fine.',
    fix: 'Give the other service one operation that does what this request needs, or move the step sequence to where the data is.',
    severity: 'warning',
    sources: ['perf-sentinel and nest-profiler warn at 10 to 15 calls at run time; call sites in code are fewer'],
    exempt: [
      'frontends',
      'the total of gateways and BFFs that own no data (calls to the same service still count)',
      'forwarding proxies, published events, start-up and schedules',
    ],
    example: 'POST /checkout of orders calls identity three times: check voucher, confirm voucher, add points.',
    measures: ['calls', 'services'],
    options: {
      total: {
        type: 'integer',
        minimum: 2,
        default: 5,
        description: 'From this many call sites to other services that one entry reaches.',
      },
      sameService: {
        type: 'integer',
        minimum: 2,
        default: 3,
        description: 'From this many call sites to the same service that one entry reaches.',
      },
    },
  },
  *check(system, limits) {
    const services = servicesByName(system);
    const bursts = system.flows.flatMap((flow) => burstOf(flow, { system, services, limits }) ?? []);
    for (const group of groupBy(bursts, sites).values()) yield violation(group);
  },
});

interface Burst {
  readonly flow: Flow;
  readonly calls: readonly RemoteCall[];
  /** Services that are called too often. */
  readonly repeated: readonly string[];
}

interface Scope {
  readonly system: System;
  readonly services: ReadonlyMap<string, Service>;
  readonly limits: { readonly total: number; readonly sameService: number };
}

const REQUESTS: readonly Flow['entry']['kind'][] = ['route', 'rpc', 'consumer'];

function burstOf(flow: Flow, { system, services, limits }: Scope): Burst | undefined {
  const caller = services.get(flow.service);
  if (caller === undefined || caller.kind === 'frontend' || !REQUESTS.includes(flow.entry.kind)) return undefined;
  const calls = callSites(flow, services);
  const repeated = [...groupBy(calls, ({ to }) => to)].flatMap(([to, group]) => (group.length >= limits.sameService ? to : []));
  const isMany = calls.length >= limits.total && !onlyForwards(system, caller);
  if (repeated.length === 0 && !isMany) return undefined;
  return isMany ? { flow, calls, repeated } : { flow, calls: calls.filter(({ to }) => repeated.includes(to)), repeated };
}

/**
 * A helper that is used for two operations is two call sites; two ways to the same call are one, and so is a call whose
 * operation or target depends on a value (one of a list of literals, one of two branches, one of two variants).
 */
function callSites(flow: Flow, services: ReadonlyMap<string, Service>): RemoteCall[] {
  const remote = flow.calls.filter(
    ({ style, protocol, to }) => style === 'sync' && protocol !== 'proxy' && to !== flow.service && services.has(to),
  );
  const sorted = remote.sort((a, b) => compareLocations(a.at, b.at) || compareText(a.name, b.name) || a.chain.length - b.chain.length);
  return firstOfEach(firstOfEach(sorted, site), way).reduce<RemoteCall[]>(
    (kept, call) => (kept.some((other) => isOtherBranch(call, other)) ? kept : [...kept, call]),
    [],
  );
}

/** One call leads into two files: what it calls is one of two implementations, and runs one of them. */
function isOtherBranch(a: RemoteCall, b: RemoteCall): boolean {
  const [one, other] = [pathOf(a), pathOf(b)];
  const apart = one.findIndex((at, i) => placeText(at) !== placeText(other[i] ?? at));
  return apart > 0 && one[apart]?.file !== other[apart]?.file;
}

/** The calls that lead there; of rounds of a recursion, one. */
function pathOf({ at, chain }: RemoteCall): Location[] {
  return [...chain, at].reduce<Location[]>((path, place) => {
    const before = path.findIndex((other) => placeText(other) === placeText(place));
    return [...(before < 0 ? path : path.slice(0, before)), place];
  }, []);
}

function firstOfEach(calls: readonly RemoteCall[], keyOf: (call: RemoteCall) => string): RemoteCall[] {
  return [...groupBy(calls, keyOf).values()].flatMap((same) => same.slice(0, 1));
}

/** One call as the code writes it, reached on one way: whom it asks may depend on a value too. */
function way(call: RemoteCall): string {
  return JSON.stringify(pathOf(call));
}

function site({ to, name, at }: RemoteCall): string {
  return JSON.stringify([to, name, at.file, at.line, at.column]);
}

/** Entries that run through the same code are one finding. */
function sites({ flow, calls }: Burst): string {
  return JSON.stringify([flow.service, calls.map(site)]);
}

function violation(bursts: readonly Burst[]): Violation {
  const sorted = [...bursts].sort((a, b) => compareText(a.flow.entry.name, b.flow.entry.name));
  const [first] = sorted;
  if (first === undefined) throw new Error('a group has members');
  const { flow, calls } = first;
  const entries = [...new Set(sorted.map((burst) => burst.flow.entry.name))];
  const targets = [...new Set(calls.map(({ to }) => to))].sort(compareText);
  const related = calls.map((call): Related => ({ ...call.asked, message: `${call.name} of ${call.to}` }));
  return {
    message: `${listed(entries, 2)} of ${flow.service} ${entries.length === 1 ? 'makes' : 'make'} ${calls.length} calls to other services: ${counts(calls, targets)}`,
    services: [flow.service, ...targets],
    subject: entries.join(', '),
    at: flow.entry.at,
    label: `${calls.length} calls to other services`,
    related,
    flow: [{ ...flow.entry.at, message: `${flow.entry.name} begins here` }, ...related],
    confidence: calls.some(({ confidence }) => confidence === 'inferred') ? 'low' : 'high',
    metrics: { calls: calls.length, services: targets.length, entries: entries.length },
  };
}

function counts(calls: readonly RemoteCall[], targets: readonly string[]): string {
  return listed(targets.map((target) => `${calls.filter(({ to }) => to === target).length} to ${target}`));
}
