import type { Related } from '../../model/finding.js';
import { compareLocations, compareText, type Location } from '../../model/location.js';
import type { Flow, RemoteCall, Service, System } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';
import { servicesByName, syncCalls } from '../services.js';

/** A way through several services on which each waits for the next. */
export interface Chain {
  /** Gateways and frontends left out. */
  readonly services: readonly string[];
  readonly hops: readonly Hop[];
  /** Every hop starts in the operation that the hop before reached; else the operations of some hops are not known. */
  readonly isTraced: boolean;
}

export interface Hop {
  readonly from: string;
  readonly to: string;
  readonly name: string;
  readonly at?: Location;
  readonly operation?: string;
  readonly isInferred: boolean;
  /** As it is told; long chains have most of their hops in common. */
  readonly step: readonly Related[];
}

/** More steps than this are no longer a path that one could name; the search ends, the longest chain so far counts. */
const MAX_STEPS = 20_000;

/** The longest chain from each service: traced where that is long enough, else with hops that are only known by service. */
export function longestChains(system: System, minimum: number): Chain[] {
  const map = mapOf(system);
  const starts = [...map.services.values()].filter(isCounted).map(({ name }) => name);
  const chains = starts.flatMap((start) => {
    const traced = longest(start, map, true);
    if (traced.services.length >= minimum) return [traced];
    const guessed = longest(start, map, false);
    return guessed.services.length >= minimum ? [guessed] : [];
  });
  return whole(chains);
}

interface CallMap {
  readonly services: ReadonlyMap<string, Service>;
  /** Calls of each entry, by service, then by operation. */
  readonly flows: ReadonlyMap<string, ReadonlyMap<string, readonly Hop[]>>;
  readonly calls: ReadonlyMap<string, readonly Hop[]>;
}

function mapOf(system: System): CallMap {
  const services = servicesByName(system);
  const flows = groupBy(system.flows.filter(isRequest), ({ service }) => service);
  const edges = syncCalls(system).map(({ from, to, name, evidence, confidence, operation }) =>
    hop({ from, to, name, at: evidence[0], confidence, operation }),
  );
  return {
    services: new Map([...services].sort(([a], [b]) => compareText(a, b))),
    flows: new Map([...flows].map(([service, list]) => [service, hopsByEntry(list, services)])),
    calls: groupBy(edges, ({ from }) => from),
  };
}

function isRequest({ entry }: Flow): boolean {
  return entry.kind !== 'startup' && entry.kind !== 'exported';
}

function hopsByEntry(flows: readonly Flow[], services: ReadonlyMap<string, Service>): Map<string, readonly Hop[]> {
  const byEntry = groupBy(flows, ({ entry }) => entry.name);
  const sorted = [...byEntry].sort(([a], [b]) => compareText(a, b));
  return new Map(
    sorted.map(([entry, same]) => {
      const calls = same.flatMap((flow) =>
        flow.calls
          .filter((call) => isWaitedFor(call) && call.to !== flow.service && services.has(call.to))
          .map((call) => hop({ ...call, at: call.asked, from: flow.service })),
      );
      return [entry, calls.sort(inOrder)];
    }),
  );
}

/** The surest of equally good ways is found first. */
function inOrder(a: Hop, b: Hop): number {
  return (
    compareText(a.to, b.to) ||
    Number(a.isInferred) - Number(b.isInferred) ||
    compareText(a.name, b.name) ||
    compareText(a.operation ?? '', b.operation ?? '') ||
    (a.at === undefined || b.at === undefined ? 0 : compareLocations(a.at, b.at))
  );
}

function isWaitedFor({ style, protocol }: RemoteCall): boolean {
  return style === 'sync' && protocol !== 'proxy';
}

interface RawHop extends Pick<RemoteCall, 'to' | 'name' | 'confidence'> {
  readonly from: string;
  readonly at: Location | undefined;
  readonly operation?: string | undefined;
}

function hop({ from, to, name, at, confidence, operation }: RawHop): Hop {
  return {
    from,
    to,
    name,
    ...(at === undefined ? {} : { at }),
    ...(operation === undefined ? {} : { operation }),
    isInferred: confidence === 'inferred',
    step: at === undefined ? [] : [{ ...at, message: `${from} waits for ${to} (${name})` }],
  };
}

/** Depth first over simple paths; each step costs the same however long the path already is. */
function longest(start: string, map: CallMap, traced: boolean): Chain {
  const path: Hop[] = [];
  const onPath = new Set([start]);
  let best: readonly Hop[] = [];
  let steps = 0;
  let longestSoFar = 0;
  const visit = (next: readonly Hop[], counted: number): void => {
    const isLonger = counted > longestSoFar;
    if (isLonger) longestSoFar = counted;
    for (const step of next) {
      if (++steps > MAX_STEPS) break;
      if (onPath.has(step.to)) continue;
      path.push(step);
      onPath.add(step.to);
      visit(onward(step, map, traced), counted + Number(isCountedName(step.to, map)));
      onPath.delete(step.to);
      path.pop();
    }
    // Written down where no way goes on: a path is as long as all its beginnings.
    if (isLonger && longestSoFar === counted) best = [...path];
  };
  for (const first of firstHops(start, map, traced)) visit(first, 0);
  const services = [start, ...best.map(({ to }) => to)].filter((name) => isCountedName(name, map));
  return { services, hops: best, isTraced: traced };
}

/** A service without known entries may still call others, for all that is known on any request. */
function firstHops(start: string, { flows, calls }: CallMap, traced: boolean): (readonly Hop[])[] {
  const entries = flows.get(start);
  if (entries !== undefined) return [...entries.values()];
  return traced ? [] : [calls.get(start) ?? []];
}

/**
 * What the called operation calls in turn. Where the operation is known and the service's code was read, that is certain, and
 * may be nothing. Else, unless everything has to be traced, any call of the service could follow; a gateway's calls could not:
 * it calls everybody, on different requests.
 */
function onward({ to, operation }: Hop, { flows, calls, services }: CallMap, traced: boolean): readonly Hop[] {
  const service = services.get(to);
  if (operation !== undefined && service?.analysed === true) return flows.get(to)?.get(operation) ?? [];
  return traced || service?.kind === 'gateway' ? [] : (calls.get(to) ?? []);
}

function isCountedName(name: string, { services }: CallMap): boolean {
  const service = services.get(name);
  return service !== undefined && isCounted(service);
}

function isCounted({ kind }: Service): boolean {
  return kind !== 'gateway' && kind !== 'frontend';
}

/** Those that are part of no other. */
function whole(chains: readonly Chain[]): Chain[] {
  const texts = chains.map((chain) => ({ chain, text: `\n${chain.services.join('\n')}\n` }));
  return texts
    .filter(({ text }) => !texts.some((other) => other.text.length > text.length && other.text.includes(text)))
    .map(({ chain }) => chain);
}
