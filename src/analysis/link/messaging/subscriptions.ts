import type { TopicSubscription } from '../../../model/deployment.js';
import { lit } from '../../../model/residual.js';
import type { Broker } from '../../../model/signal.js';
import { placesIn, type Context } from '../context.js';
import { signalsOf } from '../input.js';
import type { Place } from '../places.js';
import { topicNames, type TopicName } from './topic-name.js';

/** A topic whose messages are put into a queue of the same cloud. */
export interface Wire {
  readonly broker: Broker;
  readonly topic: TopicName;
  readonly to: Broker;
  readonly queue: TopicName;
}

/** Brokers of queues that lie behind topics. */
const QUEUES: Partial<Record<Broker, Broker>> = { sns: 'sqs', eventbridge: 'sqs', pubsub: 'pubsub', zeebe: 'zeebe' };

/** What deployment files and code put behind topics. */
export function wiresOf({ linked, places, subscriptions }: Pick<Context, 'linked' | 'places' | 'subscriptions'>): Wire[] {
  const inCode = linked.flatMap((item) =>
    placesIn(places, item.unit).flatMap((place) =>
      signalsOf(item, 'bind').flatMap(({ broker = 'amqp', queue, exchange }) => wires(broker, { topic: exchange, queue, place })),
    ),
  );
  const [place] = linked.flatMap((item) => placesIn(places, item.unit).slice(0, 1));
  const inFiles = place ? subscriptions.flatMap((one) => ofFile(one, place)) : [];
  return [...inCode, ...inFiles];
}

function ofFile({ broker, topic, queue }: TopicSubscription, place: Place): Wire[] {
  return wires(broker, { topic: lit(topic), queue: lit(queue), place });
}

interface Ends {
  readonly topic: Parameters<typeof topicNames>[0];
  readonly queue: Parameters<typeof topicNames>[0];
  readonly place: Place;
}

function wires(broker: Broker, { topic, queue, place }: Ends): Wire[] {
  const to = QUEUES[broker];
  if (to === undefined) return [];
  return topicNames(topic, place, broker).flatMap((from) =>
    topicNames(queue, place, to).map((behind) => ({ broker, topic: from, to, queue: behind })),
  );
}
