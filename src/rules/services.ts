import { compareText } from '../model/location.js';
import type { Datastore, Edge, Service, System } from '../model/system.js';
import { groupBy } from '../shared/group-by.js';

/** Jobs, libraries and tools are not in here, so a name that is missing is no service for the rules. */
export const servicesByName = ofSystem(
  (system): ReadonlyMap<string, Service> => new Map(system.services.map((service) => [service.name, service])),
);

/** Rules ask for it again for each service of a system. */
export function ofSystem<T>(compute: (system: System) => T): (system: System) => T {
  const known = new WeakMap<System, { readonly value: T }>();
  return (system) => {
    const found = known.get(system) ?? { value: compute(system) };
    known.set(system, found);
    return found.value;
  };
}

/** The databases that a service uses, by its name. */
export const databasesByService = ofSystem((system) =>
  groupBy(
    system.datastores.flatMap((store) => store.accessors.map((accessor) => ({ store, accessor }))),
    ({ accessor }) => accessor.service,
  ),
);

/** Has tables of its own, or code that uses a database: then a gateway is more than a forwarder. */
export function ownsData(system: System, service: Service, counts: (store: Datastore) => boolean = () => true): boolean {
  const used = databasesByService(system).get(service.name) ?? [];
  return service.entities.length > 0 || used.some(({ store, accessor }) => store.role === 'primary' && accessor.uses && counts(store));
}

/** A worker that starts from the folder of another service is a second process of it, not a peer. */
export function peersAmong(names: readonly string[], services: ReadonlyMap<string, Service>): string[] {
  const withWorker = new Set([...services.values()].flatMap(({ kind, path }) => (kind === 'worker' ? path : [])));
  const keyOf = (name: string): string => {
    const path = services.get(name)?.path;
    return path !== undefined && withWorker.has(path) ? `path ${path}` : `name ${name}`;
  };
  return [...new Set(names.map(keyOf))];
}

/** What a gateway has there are sessions, limits, and what it has looked up. */
const KEY_VALUE: ReadonlySet<string> = new Set(['redis', 'memcached']);

/** Forwards or aggregates for others and keeps nothing itself. */
export function onlyForwards(system: System, service: Service): boolean {
  return service.kind === 'gateway' && !ownsData(system, service, ({ engine }) => !KEY_VALUE.has(engine));
}

/** Fewer routes tell nothing about what a service is for. */
const MIN_ROUTES = 4;

/** A gateway that nobody calls one: no other service asks it, and nearly every route of it asks one of several services. */
export function isFacade(system: System, service: Service): boolean {
  const { name, kind } = service;
  if (kind !== 'service' || ownsData(system, service)) return false;
  const kinds = servicesByName(system);
  if (system.edges.some(({ from, to }) => to === name && from !== name && kinds.get(from)?.kind === 'service')) return false;
  const routes = system.flows.filter(({ service, entry }) => service === name && entry.kind === 'route');
  const asking = routes.filter(({ calls }) => calls.some(({ style }) => style === 'sync'));
  const asked = new Set(asking.flatMap(({ calls }) => calls.flatMap(({ style, to }) => (style === 'sync' ? to : []))));
  return routes.length >= MIN_ROUTES && asking.length >= routes.length * 0.8 && asked.size >= 2;
}

/** Neither shown to people nor a pure forwarder: what carries the business. */
export function isBackend(system: System, service: Service): boolean {
  return service.kind !== 'frontend' && !onlyForwards(system, service);
}

/** Edges from one service to another, sorted. */
export const edgesBetween = ofSystem((system): readonly Edge[] => {
  const services = servicesByName(system);
  return system.edges
    .filter(({ from, to }) => from !== to && services.has(from) && services.has(to))
    .sort(
      (a, b) =>
        compareText(a.from, b.from) ||
        compareText(a.to, b.to) ||
        // The surest first: whoever shows one edge of many shows that.
        Number(a.confidence === 'inferred') - Number(b.confidence === 'inferred') ||
        compareText(a.name, b.name) ||
        compareText(a.protocol, b.protocol),
    );
});

/** Calls that the caller waits for; what a gateway only forwards is not one. */
export function syncCalls(system: System): Edge[] {
  return edgesBetween(system).filter(({ style, protocol }) => style === 'sync' && protocol !== 'proxy');
}
