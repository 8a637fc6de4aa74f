import type { ExternalCall } from '../../../model/program.js';
import { lit, template, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { usedAs } from '../data/redis.js';
import { configured } from '../data/connection.js';
import { defineLibrary, type Row } from '../define-library.js';
import { publish, subscribe } from '../rows.js';
import { calleeName, isText, listOf, option, origin, text, textArg, written, type Selector } from '../select.js';

/** The queue's name: of the constructor, or of `@InjectQueue('name')`. */
const queue: Selector = ({ callee }) => {
  const made = origin(callee, /(^|\.)(Queue|bull)$/);
  return prefixed(made?.args ?? []) ?? made?.injected?.decoratorArgs?.[0] ?? (made?.injected ? lit('default') : undefined);
};

/** Queues of one name in one Redis are apart by their prefix. */
function prefixed([name, ...rest]: readonly Residual[]): Residual | undefined {
  const prefix = rest.map((one) => (one.k === 'fn' ? undefined : written(one, 'prefix'))).find((one) => one !== undefined);
  return name && isText(prefix) ? template([prefix, lit(':'), name]) : name;
}

/** `flow.add({ name, queueName, children: [{ queueName }] })`: a job in each queue of the tree. */
function* flow(call: ExternalCall): Generator<Signal> {
  for (const topic of listOf(call.args[0]).flatMap(queuesIn)) yield { kind: 'publish', broker: 'bull', topic, call };
}

function queuesIn(job: Residual): readonly Residual[] {
  const name = option(job, 'queueName');
  return [...(name ? [name] : []), ...listOf(written(job, 'children')).flatMap(queuesIn)];
}

/** `@Processor('mail')`, `@Processor({ name: 'mail' })`, `@Processor()`. */
const processor: Row = (call) => ({
  kind: 'subscribe',
  broker: 'bull',
  topic: written(call.args[0], 'name') ?? call.args[0] ?? lit('default'),
  call,
});

/** Where the queue lives: a URL, `{ redis }`, `{ connection }`; behind the worker's function for workers. */
const connection: Selector = (call) => {
  const given = call.args.slice(calleeName(call) === 'FlowProducer' ? 0 : 1).find((one) => one.k !== 'fn' && !isFile(one));
  return isText(given) ? given : (option(given, 'connection') ?? option(given, 'redis'));
};

function isFile(given: Residual): boolean {
  return /\.[cm]?[jt]s$/.test(text(given) ?? '');
}

const opens = usedAs('queue', connection);
const rootConnection: Selector = ({ args }) => {
  const given = configured(args.findLast((one) => !isText(one)));
  return option(given, 'connection') ?? option(given, 'redis') ?? option(given, 'url');
};

/** Listens and connects. */
const worker: Row = function* (call, program) {
  const topic = prefixed(call.args);
  if (topic) yield { kind: 'subscribe', broker: 'bull', topic, call };
  yield* opens(call, program) as Iterable<Signal>;
};

const QUEUES = '{bull(),bull.Queue(),bullmq.Queue(),bullmq.QueuePro()}';

export const bull = defineLibrary({
  package: 'bullmq',
  types: { 'bull.Queue': 'bull()' },
  calls: {
    [`${QUEUES}.{add,addBulk,upsertJobScheduler}`]: publish('bull', { topic: queue }),
    [`${QUEUES}.add().{waitUntilFinished,finished}`]: publish('bull', { topic: queue, reply: true }),
    [`${QUEUES}.process`]: subscribe('bull', { topic: queue }),
    'bullmq.FlowProducer().{add,addBulk}': flow,
    '{bull,bull.Queue}': (call, program) => (call.isNew || textArg(0)(call) ? opens(call, program) : undefined),
    'bullmq.{Queue,QueueEvents,FlowProducer}': opens,
    'bullmq.Worker': worker,
    '{@nestjs/bull,@nestjs/bullmq}.BullModule.{forRoot,forRootAsync}': usedAs('queue', rootConnection),
    '{@nestjs/bull,@nestjs/bullmq}.Processor': processor,
  },
  callbacks: {
    [`${QUEUES}.{process,on}`]: { args: 'all', when: 'registered', entry: 'consumer' },
    'bullmq.Worker': { args: [1], when: 'registered', entry: 'consumer' },
  },
  entries: { '@nestjs/bull.Process': 'consumer', '@nestjs/bullmq.WorkerHost.process': 'consumer' },
});
