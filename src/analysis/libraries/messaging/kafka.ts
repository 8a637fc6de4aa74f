import type { ExternalCall } from '../../../model/program.js';
import type { PublishSignal, SubscribeSignal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { onEach } from '../rows.js';
import { topicsIn } from './patterns.js';
import { either, listOf, option, originArg, type Selector } from '../select.js';

const KAFKA = ['kafkajs.Kafka()', '@confluentinc/kafka-javascript.KafkaJS.Kafka()'];

const brokers: Selector = either(originArg(/Kafka$/, 0, 'brokers'), originArg(/Kafka$/, 0, 'kafkaJS', 'brokers'));

/** The first broker stands for its cluster. */
function address(call: ExternalCall): Pick<PublishSignal, 'address'> {
  const [first] = listOf(brokers(call));
  return first ? { address: first } : {};
}

/** `send({ topic, messages })`, `sendBatch({ topicMessages: [{ topic }] })`. */
function* send(call: ExternalCall): Generator<PublishSignal> {
  const batches = [call.args[0], ...listOf(option(call.args[0], 'topicMessages'))];
  for (const batch of batches) {
    const content = option(batch, 'messages');
    for (const topic of listOf(option(batch, 'topic')))
      yield { kind: 'publish', broker: 'kafka', topic, ...(content && { content }), ...address(call), call };
  }
}

/** `subscribe({ topic })`, `subscribe({ topics: [] })`, of names and of patterns. */
function* subscribe(call: ExternalCall): Generator<SubscribeSignal> {
  const [config] = call.args;
  for (const topic of [...topicsIn(option(config, 'topic')), ...topicsIn(option(config, 'topics'))])
    yield { kind: 'subscribe', broker: 'kafka', topic, ...address(call), call };
}

export const kafka = defineLibrary({
  package: 'kafkajs',
  types: {
    'kafkajs.Producer': 'kafkajs.Kafka().producer()',
    'kafkajs.Consumer': 'kafkajs.Kafka().consumer()',
    'kafkajs.Transaction': 'kafkajs.Kafka().producer().transaction()',
  },
  calls: {
    ...onEach(KAFKA, 'producer().{send,sendBatch}', send),
    ...onEach(KAFKA, 'producer().transaction().{send,sendBatch}', send),
    ...onEach(KAFKA, 'consumer().subscribe', subscribe),
  },
  callbacks: onEach(KAFKA, 'consumer().run', {
    args: [] as number[],
    when: 'registered' as const,
    entry: 'consumer' as const,
    properties: ['eachMessage', 'eachBatch'],
  }),
});
