import type { Coverage } from '../../model/analysis.js';
import { compareLocations } from '../../model/location.js';
import type { Accessor, Datastore, Edge, Flow, FlowEntry, RemoteCall, System } from '../../model/system.js';
import { insteadOf, type Instead } from './instead.js';
import { shortestPaths } from './paths.js';

/** A service, or a datastore by its id. */
export interface Target {
  readonly kind: 'service' | 'datastore';
  readonly name: string;
}

/** How a service reaches another one or a datastore; what is known instead, where nothing that was found leads there. */
export interface Explanation {
  readonly from: string;
  readonly to: Target;
  /** Of one hop where it is reached directly, else the shortest ones; none: nothing leads there. */
  readonly paths: readonly Path[];
  readonly instead?: Instead;
}

export type Path = readonly Hop[];
export type Hop = CallHop | StoreHop;

export interface CallHop {
  readonly kind: 'calls';
  readonly from: string;
  readonly to: string;
  readonly links: readonly Link[];
}

export interface StoreHop {
  readonly kind: 'store';
  readonly from: string;
  readonly store: Datastore;
  readonly accessor: Accessor;
}

/** An edge and the ways through the code that lead to it. */
export interface Link {
  readonly edge: Edge;
  readonly ways: readonly Way[];
}

export interface Way {
  readonly entry: FlowEntry;
  readonly call: RemoteCall;
}

export function explain({ system, coverage }: { system: System; coverage: Coverage }, from: string, to: Target): Explanation {
  const paths = to.kind === 'service' ? pathsToService(system, from, to.name) : pathsToStore(system, from, to.name);
  return { from, to, paths, ...(paths.length === 0 && { instead: insteadOf({ system, coverage }, from, to) }) };
}

function pathsToService(system: System, from: string, to: string): Path[] {
  return shortestPaths(system.edges, from, to).map((names) => hops(system, names));
}

/** By the services that open it: the nearest of them. */
function pathsToStore(system: System, from: string, id: string): Path[] {
  const store = system.datastores.find((one) => one.id === id);
  if (store === undefined) return [];
  const ways = store.accessors.flatMap((accessor) =>
    shortestPaths(system.edges, from, accessor.service).map((names): Path => {
      const last: StoreHop = { kind: 'store', from: accessor.service, store, accessor };
      return [...hops(system, names), last];
    }),
  );
  const least = Math.min(...ways.map(({ length }) => length));
  return ways.filter(({ length }) => length === least);
}

function hops(system: System, names: readonly string[]): CallHop[] {
  return names.slice(1).map((to, index) => {
    const from = names[index] ?? to;
    const edges = system.edges.filter((edge) => edge.from === from && edge.to === to);
    return { kind: 'calls', from, to, links: edges.map((edge) => ({ edge, ways: waysTo(edge, system.flows) })) };
  });
}

/** Requests and messages first, then what runs by itself; the shortest first. */
function waysTo(edge: Edge, flows: readonly Flow[]): Way[] {
  return flows
    .filter(({ service }) => service === edge.from)
    .flatMap(({ entry, calls }) => calls.filter((call) => isOf(edge, call)).map((call) => ({ entry, call })))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.entry.kind) - ORDER.indexOf(b.entry.kind) ||
        a.call.chain.length - b.call.chain.length ||
        compareLocations(a.entry.at, b.entry.at),
    );
}

const ORDER: readonly FlowEntry['kind'][] = ['route', 'rpc', 'consumer', 'schedule', 'startup', 'exported'];

function isOf(edge: Edge, { to, protocol, name }: RemoteCall): boolean {
  return to === edge.to && protocol === edge.protocol && name === edge.name;
}
