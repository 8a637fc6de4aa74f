import type { ExternalCall } from '../../../model/program.js';
import type { Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { listOf, option, origin } from '../select.js';

const KAFKA = ['kafkajs.Kafka()', '@confluentinc/kafka-javascript.KafkaJS.Kafka()'];

function address(call: ExternalCall): { readonly address: Residual } | undefined {
  const brokers = option(origin(call.callee, /Kafka$/)?.args[0], 'brokers');
  const one = listOf(brokers)[0];
  return one && { address: one };
}

function* send(call: ExternalCall): Generator<Signal> {
  for (const topic of listOf(option(call.args[0], 'topic'))) yield { kind: 'publish', broker: 'kafka', topic, ...address(call), call };
  for (const message of listOf(option(call.args[0], 'topicMessages'))) {
    const topic = option(message, 'topic');
    if (topic) yield { kind: 'publish', broker: 'kafka', topic, ...address(call), call };
  }
}

function* subscribe(call: ExternalCall): Generator<Signal> {
  const [config] = call.args;
  for (const topic of [...listOf(option(config, 'topic')), ...listOf(option(config, 'topics'))])
    yield { kind: 'subscribe', broker: 'kafka', topic, ...address(call), call };
}

const each = <T>(suffix: string, row: T): Record<string, T> => Object.fromEntries(KAFKA.map((k) => [`${k}.${suffix}`, row]));

export const kafka = defineLibrary({
  package: 'kafkajs',
  types: { 'kafkajs.Producer': 'kafkajs.Kafka().producer()', 'kafkajs.Consumer': 'kafkajs.Kafka().consumer()' },
  calls: {
    ...each('producer().{send,sendBatch}', send),
    ...each('producer().transaction().{send,sendBatch}', send),
    ...each('consumer().subscribe', subscribe),
  },
  callbacks: each('consumer().run', {
    args: [] as number[],
    when: 'registered' as const,
    entry: 'consumer' as const,
    properties: ['eachMessage', 'eachBatch'],
  }),
});
