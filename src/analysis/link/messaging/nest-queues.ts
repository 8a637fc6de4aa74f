import { placesIn, type Context } from '../context.js';
import { signalsOf, type SignalOf } from '../input.js';
import type { Meeting } from '../meeting.js';
import { patternsOf, type Pattern } from '../operations/pattern.js';
import { isMetIn, type Place } from '../places.js';
import { textsOf } from '../values/env.js';
import { fieldOf } from '../values/fields.js';
import { shown, type Text } from '../values/text.js';
import { byQueue, protocolOf, receiversOf, type Receiver } from './nest-messages.js';

/** Messages that a client of the broker's own puts into a queue on which Nest's server listens. */
export function* queueMeetings(context: Context): Generator<Meeting> {
  const all = receiversOf(context).filter(({ servers }) => servers.some(({ transport }) => transport === 'RMQ'));
  if (all.length === 0) return;
  for (const linked of context.linked) {
    for (const place of placesIn(context.places, linked.unit)) {
      const receivers = all.filter(
        (receiver) => receiver.unit !== place.unit.name && isMetIn(place.profile, receiver.place, context.places),
      );
      for (const signal of signalsOf(linked, 'publish')) yield* put(context, receivers, { place, signal });
    }
  }
}

interface Putting {
  readonly place: Place;
  readonly signal: SignalOf<'publish'>;
}

/** The default exchange leads to the queue that the key names; the message says by its `pattern` what is wanted. */
function* put(context: Context, receivers: readonly Receiver[], { place, signal }: Putting): Generator<Meeting> {
  const { broker, address, exchange, topic, reply, call } = signal;
  if (broker !== 'amqp' || exchange?.k !== 'lit' || exchange.v !== '') return;
  const queues = textsOf(topic, place);
  const config = { transport: 'RMQ' as const, queues, hosts: [], ports: [], urls: address ? textsOf(address, place) : [] };
  for (const pattern of wantedBy(signal, queues, place)) {
    const operations = [`rpc ${pattern.name}`, `event ${pattern.name}`];
    for (const { unit, tier } of byQueue(receivers, { pattern, config })) {
      const handled = context.offered.get(unit)?.find(({ operation }) => operations.includes(operation.name));
      const how = reply === true || pattern.isKnown ? protocolOf(reply === true ? 'request' : 'event', 'RMQ') : QUEUED;
      const edge = { from: place.unit.name, to: unit, ...how, name: pattern.name, tier, profile: place.profile, at: call.at, call };
      yield { kind: 'edge', ...edge, ...(handled && { operation: handled.operation.name }) };
    }
  }
}

function wantedBy({ content }: SignalOf<'publish'>, queues: readonly Text[], place: Place): readonly Pattern[] {
  const wanted = content === undefined ? undefined : fieldOf(content, 'pattern');
  const told = wanted === undefined ? [] : patternsOf(wanted, place).filter(({ isKnown }) => isKnown);
  return told.length > 0 ? told : [{ name: queues.map(shown).join(), isKnown: false }];
}

const QUEUED = { protocol: 'queue', style: 'async' } as const;
