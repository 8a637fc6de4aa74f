import { defineLibrary } from '../define-library.js';
import { onEach, publish, subscribe } from '../rows.js';
import { originArg } from '../select.js';

const TOPIC = '@google-cloud/pubsub.PubSub().topic()';
const topic = originArg(/\.topic$/, 0);
const handler = { args: [1], when: 'registered' as const, entry: 'consumer' as const };

/** A subscription that is made without its topic belongs to one that only the cloud knows. */
export const googlePubsub = defineLibrary({
  package: '@google-cloud/pubsub',
  types: { '@google-cloud/pubsub.Topic': TOPIC },
  calls: {
    [`${TOPIC}.{publish,publishMessage,publishJSON}`]: publish('pubsub', { topic }),
    [`${TOPIC}.{subscription,createSubscription}`]: subscribe('pubsub', { topic }),
  },
  callbacks: onEach([`${TOPIC}.subscription()`, '@google-cloud/pubsub.PubSub().subscription()'], 'on', handler),
});
