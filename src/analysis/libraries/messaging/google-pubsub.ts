import { lit } from '../../../model/residual.js';
import { defineLibrary, type Row } from '../define-library.js';
import { onEach, publish, subscribe } from '../rows.js';
import { either, isText, origin, text, type Selector } from '../select.js';

const CLIENT = '@google-cloud/pubsub.PubSub()';
const TOPICS = [`${CLIENT}.topic()`, '@google-cloud/pubsub.Topic()', `${CLIENT}.createTopic()`];
const SUBSCRIPTIONS = [
  `${CLIENT}.subscription()`,
  '@google-cloud/pubsub.Subscription()',
  ...TOPICS.flatMap((topic) => [`${topic}.subscription()`, `${topic}.createSubscription()`]),
];

const named =
  (path: RegExp): Selector =>
  ({ callee }) =>
    origin(callee, path)?.args[0];
const topic = named(/\.(?:topic|createTopic)$/);
/** A subscription of a topic that code names hears the topic; another one is known by its own name. */
const heard: Selector = either(topic, named(/\.(?:subscription|createSubscription)$/));

const listens: Row = (call, program) =>
  text(call.args[0]) === 'message' ? subscribe('pubsub', { topic: heard })(call, program) : undefined;

/** `topic('orders').createSubscription('orders-of-bills')` */
const behind: Row = (call) => {
  const [exchange, queue] = [topic(call), call.args[0]];
  return exchange && isText(queue) ? { kind: 'bind', broker: 'pubsub', queue, exchange, pattern: lit(''), call } : undefined;
};

/** Google Cloud Pub/Sub. */
export const googlePubsub = defineLibrary({
  package: '@google-cloud/pubsub',
  types: { '@google-cloud/pubsub.Topic': `${CLIENT}.topic()`, '@google-cloud/pubsub.Subscription': `${CLIENT}.subscription()` },
  calls: {
    ...onEach(TOPICS, '{publish,publishMessage,publishJSON}', publish('pubsub', { topic })),
    ...onEach(TOPICS, 'createSubscription', behind),
    ...onEach(SUBSCRIPTIONS, 'on', listens),
  },
  callbacks: onEach(SUBSCRIPTIONS, 'on', { args: [1], when: 'registered' as const, entry: 'consumer' as const }),
});
