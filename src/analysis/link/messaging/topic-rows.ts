import { compareLocations, compareText } from '../../../model/location.js';
import type { ExternalCall } from '../../../model/program.js';
import type { Broker } from '../../../model/signal.js';
import type { Topic } from '../../../model/system.js';
import { groupBy } from '../../../shared/group-by.js';
import type { Place } from '../places.js';

interface Party {
  readonly place: Place;
  /** It waits for an answer, or gives one. */
  readonly reply?: boolean;
  /** That the message reaches it is not proven. */
  readonly isAssumed?: boolean;
  readonly call: Pick<ExternalCall, 'at'>;
}

interface Row {
  readonly broker: string;
  readonly name: string;
  readonly isPartial: boolean;
  readonly publishers: Party[];
  readonly consumers: Party[];
}

/** Topics under construction, by broker, name and whether that is the whole name. */
export type TopicRows = Map<string, Row>;

export function addParty(
  rows: TopicRows,
  side: 'publishers' | 'consumers',
  { broker, name, isPartial = false, ...party }: Party & { broker: Broker; name: string; isPartial?: boolean },
): void {
  if (name === '') return;
  const key = JSON.stringify([broker, name, isPartial]);
  const row = rows.get(key) ?? { broker, name, isPartial, publishers: [], consumers: [] };
  rows.set(key, row);
  row[side].push(party);
}

/** Sorted, each party once. */
export function sortedTopics(rows: TopicRows): Topic[] {
  return [...rows.values()]
    .map(({ broker, name, isPartial, publishers, consumers }) => ({
      broker,
      name,
      ...(isPartial ? { isPartial } : {}),
      ...([...publishers, ...consumers].some(({ reply }) => reply === true) ? { isAsked: true as const } : {}),
      publishers: parties(publishers),
      consumers: parties(consumers),
    }))
    .sort((a, b) => compareText(a.broker, b.broker) || compareText(a.name, b.name) || Number(a.isPartial ?? 0) - Number(b.isPartial ?? 0));
}

function parties(list: readonly Party[]): Topic['publishers'] {
  return [...groupBy(list, ({ place, call }) => JSON.stringify([place.unit.name, call.at])).values()]
    .flatMap((same) => {
      const [first] = same;
      if (first === undefined) return [];
      const isAssumed = same.every((one) => one.isAssumed === true);
      return [{ service: first.place.unit.name, at: first.call.at, ...(isAssumed && { isAssumed: true as const }) }];
    })
    .sort((a, b) => compareText(a.service, b.service) || compareLocations(a.at, b.at));
}
