import type { ExternalCall, Program } from '../../../model/program.js';
import { lit, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { configured } from '../data/connection.js';
import { defineLibrary, type Row } from '../define-library.js';
import { onEach, publish, subscribe } from '../rows.js';
import { arg, listOf, option, text, written, type Selector } from '../select.js';

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
const LAMBDA = clients('Lambda', 'lambda');
const KINESIS = clients('Kinesis', 'kinesis');

/** A URL or ARN, or the name under which code has looked it up or made it. */
function named(given: Residual | undefined): Residual | undefined {
  return given?.k === 'prop' && /^(?:QueueUrl|TopicArn)$/.test(given.name) ? (lookedUp(given.of) ?? given) : given;
}

/** `getQueueUrl({ QueueName }).promise()`, `client.send(new CreateTopicCommand({ Name }))`. */
function lookedUp(of: Residual): Residual | undefined {
  if (of.k !== 'call') return undefined;
  const [input] = of.args;
  const name = written(input, 'QueueName') ?? written(input, 'Name');
  if (name) return name;
  return input?.k === 'call' ? lookedUp(input) : of.callee.k === 'prop' ? lookedUp(of.callee.of) : undefined;
}

const queue: Selector = ({ args }) => named(option(args[0], 'QueueUrl'));
const topic: Selector = ({ args }) => named(option(args[0], 'TopicArn') ?? option(args[0], 'TargetArn'));

/** The name of a queue is the end of its URL. */
const sendsToQueue = publish('sqs', { topic: queue, content: arg(0) });
const readsQueue = subscribe('sqs', { topic: queue });
/** A text message to a telephone has no topic. */
const sendsToTopic = publish('sns', { topic, content: arg(0) });

/** `Subscribe({ TopicArn, Protocol: 'sqs', Endpoint })` */
const wires: Row = (call) => {
  const [exchange, queue] = [topic(call), option(call.args[0], 'Endpoint')];
  const isQueue = text(option(call.args[0], 'Protocol')) === 'sqs';
  return isQueue && exchange && queue ? { kind: 'bind', broker: 'sns', queue, exchange, pattern: lit(''), call } : undefined;
};

/** `{ Entries: [{ DetailType, Source, EventBusName }] }` */
function* putEvents(call: ExternalCall): Generator<Signal> {
  for (const entry of listOf(option(call.args[0], 'Entries'))) {
    const topic = option(entry, 'DetailType');
    if (topic) yield { kind: 'publish', broker: 'eventbridge', topic, call };
  }
}

/** `{ FunctionName, InvocationType: 'Event' }`; who does not say otherwise waits. */
const invokes: Row = (call) => {
  const [of, type] = [option(call.args[0], 'FunctionName'), written(call.args[0], 'InvocationType')];
  const waits = type === undefined ? true : text(type) === undefined ? undefined : text(type) !== 'Event';
  return of && { kind: 'invoke', function: of, waits, call };
};

const stream: Selector = ({ args }) => option(args[0], 'StreamName') ?? option(args[0], 'StreamARN');
const putsRecords = publish('kinesis', { topic: stream, content: arg(0) });
const readsStream = subscribe('kinesis', { topic: stream });

/** `Consumer.create({ queueUrl, handleMessage })` */
const consumer = subscribe('sqs', { topic: ({ args }) => named(option(args[0], 'queueUrl')) });
const handlers = {
  args: [] as number[],
  when: 'registered' as const,
  entry: 'consumer' as const,
  properties: ['handleMessage', 'handleMessageBatch'],
};

/** Nest's module gives queues names: `SqsModule.register({ consumers: [{ name, queueUrl }] })`. */
function queueNamed(given: Residual | undefined, of: 'consumers' | 'producers', { calls }: Program): Residual | undefined {
  const modules = calls.filter(({ path }) => /^@ssut\/nestjs-sqs\.SqsModule\.register(?:Async)?$/.test(path));
  const queues = modules.flatMap(({ args }) => listOf(option(configured(args[0]), of)));
  const queue = queues.find((one) => text(given) !== undefined && text(option(one, 'name')) === text(given));
  return option(queue, 'queueUrl');
}

const registered =
  (kind: 'publish' | 'subscribe', of: 'consumers' | 'producers'): Row =>
  (call, program) => {
    const topic = queueNamed(call.args[0], of, program) ?? call.args[0];
    return topic && { kind, broker: 'sqs', topic, call };
  };

export const aws = defineLibrary({
  package: '@aws-sdk/client-sqs',
  types: Object.fromEntries(
    [SQS, SNS, EVENTS, LAMBDA, KINESIS].flatMap((all) =>
      all.filter((path) => /\.\w+\(\)$/.test(path)).map((path) => [path.slice(0, -'()'.length), path] as const),
    ),
  ),
  calls: {
    '@aws-sdk/client-sqs.{SendMessageCommand,SendMessageBatchCommand}': sendsToQueue,
    '@aws-sdk/client-sqs.ReceiveMessageCommand': readsQueue,
    '@aws-sdk/client-sns.{PublishCommand,PublishBatchCommand}': sendsToTopic,
    '@aws-sdk/client-sns.SubscribeCommand': wires,
    '@aws-sdk/{client-eventbridge,client-cloudwatch-events}.PutEventsCommand': putEvents,
    ...onEach(SQS, '{sendMessage,sendMessageBatch}', sendsToQueue),
    ...onEach(SQS, 'receiveMessage', readsQueue),
    ...onEach(SNS, '{publish,publishBatch}', sendsToTopic),
    ...onEach(SNS, 'subscribe', wires),
    ...onEach(EVENTS, 'putEvents', putEvents),
    '@aws-sdk/client-lambda.InvokeCommand': invokes,
    '@aws-sdk/client-kinesis.{PutRecordCommand,PutRecordsCommand}': putsRecords,
    '@aws-sdk/client-kinesis.{GetShardIteratorCommand,SubscribeToShardCommand}': readsStream,
    ...onEach(LAMBDA, 'invoke', invokes),
    ...onEach(KINESIS, '{putRecord,putRecords}', putsRecords),
    ...onEach(KINESIS, '{getShardIterator,subscribeToShard}', readsStream),
    'sqs-consumer.{Consumer,Consumer.create}': consumer,
    // Read by `queueNamed`.
    '@ssut/nestjs-sqs.SqsModule.{register,registerAsync}': () => undefined,
    '@ssut/nestjs-sqs.SqsMessageHandler': registered('subscribe', 'consumers'),
    '@ssut/nestjs-sqs.SqsService().send': registered('publish', 'producers'),
  },
  callbacks: { 'sqs-consumer.{Consumer,Consumer.create}': handlers },
  entries: { '@ssut/nestjs-sqs.SqsMessageHandler': 'consumer' },
});
