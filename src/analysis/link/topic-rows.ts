import { compareLocations, compareText } from '../../model/location.js';
import type { ExternalCall } from '../../model/program.js';
import type { Broker } from '../../model/signal.js';
import type { Topic } from '../../model/system.js';
import type { Place } from './places.js';

interface Party {
  readonly place: Place;
  readonly call: Pick<ExternalCall, 'at'>;
}

/** Topics under construction, by broker and name. */
export type TopicRows = Map<
  string,
  { readonly broker: string; readonly name: string; readonly publishers: Party[]; readonly consumers: Party[] }
>;

export function addParty(
  rows: TopicRows,
  side: 'publishers' | 'consumers',
  { broker, name, ...party }: Party & { broker: Broker; name: string },
): void {
  if (name === '') return;
  const key = JSON.stringify([broker, name]);
  const row = rows.get(key) ?? { broker, name, publishers: [], consumers: [] };
  rows.set(key, row);
  row[side].push(party);
}

/** Sorted, each party once. */
export function sortedTopics(rows: TopicRows): Topic[] {
  return [...rows.values()]
    .map(({ broker, name, publishers, consumers }) => ({ broker, name, publishers: parties(publishers), consumers: parties(consumers) }))
    .sort((a, b) => compareText(a.broker, b.broker) || compareText(a.name, b.name));
}

function parties(list: readonly Party[]): Topic['publishers'] {
  const unique = new Map(
    list.map(({ place, call }) => [JSON.stringify([place.unit.name, call.at]), { service: place.unit.name, at: call.at }]),
  );
  return [...unique.values()].sort((a, b) => compareText(a.service, b.service) || compareLocations(a.at, b.at));
}
