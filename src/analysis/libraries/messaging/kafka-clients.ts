import { defineLibrary } from '../define-library.js';
import { onEach, publish, subscribe } from '../rows.js';
import { arg, originArg } from '../select.js';

const LIST = 'metadata.broker.list';
const PRODUCERS = ['node-rdkafka.Producer()', 'node-rdkafka.HighLevelProducer()'];
const CONSUMER = 'node-rdkafka.KafkaConsumer()';

/** librdkafka's own client: `producer.produce(topic, …)`, `consumer.subscribe([topics])`. */
export const kafkaClients = defineLibrary({
  package: 'node-rdkafka',
  types: { 'node-rdkafka.Producer': 'node-rdkafka.Producer()', 'node-rdkafka.KafkaConsumer': CONSUMER },
  calls: {
    ...onEach(PRODUCERS, 'produce', publish('kafka', { topic: arg(0), content: arg(2), address: originArg(/Producer$/, 0, LIST) })),
    [`${CONSUMER}.subscribe`]: subscribe('kafka', { topic: arg(0), address: originArg(/KafkaConsumer$/, 0, LIST) }),
  },
  callbacks: { [`${CONSUMER}.on`]: { args: [1], when: 'registered', entry: 'consumer' } },
});
