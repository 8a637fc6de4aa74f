import type { ExternalCall, Program } from '../../../model/program.js';
import type { Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { configured } from '../data/connection.js';
import { defineLibrary, type Row } from '../define-library.js';
import { onEach, publish, subscribe } from '../rows.js';
import { arg, either, listOf, option, text } from '../select.js';

/** Version 2 and the client of version 3 that has a method for each command. */
const clients = (name: string, pkg: string): string[] => [
  `@aws-sdk/client-${pkg}.${name}()`,
  `aws-sdk.${name}()`,
  `aws-sdk/clients/${pkg}()`,
  `aws-sdk/clients/${pkg}.${name}()`,
];
const SQS = clients('SQS', 'sqs');
const SNS = clients('SNS', 'sns');
const EVENTS = clients('EventBridge', 'eventbridge');

/** The name of a queue is the end of its URL. */
const sendsToQueue = publish('sqs', { topic: arg(0, 'QueueUrl') });
const readsQueue = subscribe('sqs', { topic: arg(0, 'QueueUrl') });
/** A text message to a telephone has no topic. */
const sendsToTopic = publish('sns', { topic: either(arg(0, 'TopicArn'), arg(0, 'TargetArn')) });

/** `{ Entries: [{ DetailType, Source, EventBusName }] }` */
function* putEvents(call: ExternalCall): Generator<Signal> {
  for (const entry of listOf(option(call.args[0], 'Entries'))) {
    const topic = option(entry, 'DetailType');
    if (topic) yield { kind: 'publish', broker: 'eventbridge', topic, call };
  }
}

/** `Consumer.create({ queueUrl, handleMessage })` */
const consumer = subscribe('sqs', { topic: arg(0, 'queueUrl') });
const handlers = {
  args: [] as number[],
  when: 'registered' as const,
  entry: 'consumer' as const,
  properties: ['handleMessage', 'handleMessageBatch'],
};

/** Nest's module gives queues names: `SqsModule.register({ consumers: [{ name, queueUrl }] })`. */
function queueNamed(given: Residual | undefined, of: 'consumers' | 'producers', { calls }: Program): Residual | undefined {
  const registered = calls.filter(({ path }) => /^@ssut\/nestjs-sqs\.SqsModule\.register(?:Async)?$/.test(path));
  const queues = registered.flatMap(({ args }) => listOf(option(configured(args[0]), of)));
  const queue = queues.find((one) => text(given) !== undefined && text(option(one, 'name')) === text(given));
  return option(queue, 'queueUrl');
}

const named =
  (kind: 'publish' | 'subscribe', of: 'consumers' | 'producers'): Row =>
  (call, program) => {
    const topic = queueNamed(call.args[0], of, program) ?? call.args[0];
    return topic && { kind, broker: 'sqs', topic, call };
  };

export const aws = defineLibrary({
  package: '@aws-sdk/client-sqs',
  types: Object.fromEntries(
    [SQS, SNS, EVENTS].flatMap((all) =>
      all.filter((path) => /\.\w+\(\)$/.test(path)).map((path) => [path.slice(0, -'()'.length), path] as const),
    ),
  ),
  calls: {
    '@aws-sdk/client-sqs.{SendMessageCommand,SendMessageBatchCommand}': sendsToQueue,
    '@aws-sdk/client-sqs.ReceiveMessageCommand': readsQueue,
    '@aws-sdk/client-sns.{PublishCommand,PublishBatchCommand}': sendsToTopic,
    '@aws-sdk/client-eventbridge.PutEventsCommand': putEvents,
    ...onEach(SQS, '{sendMessage,sendMessageBatch}', sendsToQueue),
    ...onEach(SQS, 'receiveMessage', readsQueue),
    ...onEach(SNS, '{publish,publishBatch}', sendsToTopic),
    ...onEach(EVENTS, 'putEvents', putEvents),
    'sqs-consumer.{Consumer,Consumer.create}': consumer,
    // Read by `queueNamed`.
    '@ssut/nestjs-sqs.SqsModule.{register,registerAsync}': () => undefined,
    '@ssut/nestjs-sqs.SqsMessageHandler': named('subscribe', 'consumers'),
    '@ssut/nestjs-sqs.SqsService().send': named('publish', 'producers'),
  },
  callbacks: { 'sqs-consumer.{Consumer,Consumer.create}': handlers },
  entries: { '@ssut/nestjs-sqs.SqsMessageHandler': 'consumer' },
});
