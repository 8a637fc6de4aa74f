import { namesStore } from '../../model/store-names.js';
import type { Datastore, Declared, DeclaredName, DeclaredService, Edge, System } from '../../model/system.js';
import { edgesBetween } from '../services.js';

/** The statements of a service about what it talks to; absent: nothing is said, so nothing is judged. */
export type Statement = 'calls' | 'publishes' | 'consumes' | 'datastores';

/** Services with what the manifest says about them. */
export function statements(
  system: System,
  what: Statement,
): { readonly service: DeclaredService; readonly names: readonly DeclaredName[] }[] {
  return (system.declared?.services ?? []).flatMap((service) => {
    const names = service[what];
    return names === undefined ? [] : [{ service, names }];
  });
}

/** Synchronous connections of a service that its code or deployment shows, not only the manifest. */
export function callsOf(service: string, system: System): Edge[] {
  return edgesBetween(system).filter((edge) => edge.from === service && edge.style === 'sync' && edge.confidence !== 'declared');
}

/** Those whose whole name is known, and of which it is proven that they are published or reach the service. */
export function topicsOf(service: string, system: System, role: 'publishers' | 'consumers') {
  const manifests = new Set([system.declared?.file, ...(system.declared?.services ?? []).map(({ at }) => at.file)]);
  return system.topics
    .flatMap((topic) => {
      if (topic.isPartial === true) return [];
      const ends = topic[role].filter((end) => end.service === service && end.isAssumed !== true && !manifests.has(end.at.file));
      return ends.slice(0, 1).map(({ at }) => ({ name: topic.name, broker: topic.broker, isAsked: topic.isAsked === true, at }));
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A list names an event; an exchange, a stream or a prefix of the broker may stand before it: `events/order.paid`. */
export function isTopic(declared: string, topic: string): boolean {
  return topic === declared || (topic.endsWith(declared) && /[/.:]$/.test(topic.slice(0, -declared.length)));
}

export function storesOf(service: string, system: System): Datastore[] {
  return system.datastores.filter(({ accessors }) => accessors.some((accessor) => accessor.service === service));
}

/**
 * Declared name → the stores it stands for: all that go by it, as a database has another address in each deployment, and of
 * its engine where one host runs several. Else, where one declared name and one store of the engine are left over, these two;
 * stores of which the address is not known in full may be that one too, and do not count beside it.
 */
export function matchStores(
  names: readonly string[],
  stores: readonly Datastore[],
  declared: Declared | undefined,
): Map<string, readonly Datastore[]> {
  const engineOf = (name: string): string | undefined => declared?.datastores.find((store) => store.name === name)?.engine;
  const matches = new Map<string, readonly Datastore[]>();
  for (const name of names) {
    const named = stores.filter((candidate) => namesStore(name, candidate));
    const sameEngine = named.filter(({ engine }) => engine === engineOf(name));
    if (named.length > 0) matches.set(name, sameEngine.length > 0 ? sameEngine : named);
  }
  const openNames = names.filter((name) => !matches.has(name));
  const openStores = stores.filter((store) => ![...matches.values()].flat().includes(store));
  for (const name of openNames) {
    const engine = engineOf(name);
    const sameEngine = openStores.filter((store) => store.engine === engine);
    const proven = sameEngine.filter((store) => store.proven);
    const rivals = openNames.filter((other) => engineOf(other) === engine);
    const [only, second] = proven.length > 0 ? proven : sameEngine;
    if (only !== undefined && second === undefined && rivals.length === 1) matches.set(name, [only]);
  }
  return matches;
}
