import type { ExternalCall } from '../../../model/program.js';
import type { Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { option, origin, receiver } from '../select.js';

/** The queue's name: of the constructor, or of `@InjectQueue('name')`. */
function queueName(from: Residual | undefined): Residual | undefined {
  const made = origin(from, /(^|\.)(Queue|bull)$/);
  return made?.args[0] ?? made?.injected?.decoratorArgs?.[0];
}

function add(call: ExternalCall): Signal | undefined {
  const topic = queueName(receiver(call));
  return topic && { kind: 'publish', broker: 'bull', topic, call };
}

function process(call: ExternalCall): Signal | undefined {
  const topic = queueName(receiver(call));
  return topic && { kind: 'subscribe', broker: 'bull', topic, call };
}

function worker(call: ExternalCall): Signal | undefined {
  return call.args[0] && { kind: 'subscribe', broker: 'bull', topic: call.args[0], call };
}

function processor(call: ExternalCall): Signal | undefined {
  const topic = option(call.args[0], 'name') ?? call.args[0];
  return topic && { kind: 'subscribe', broker: 'bull', topic, call };
}

const QUEUES = '{bull(),bull.Queue(),bullmq.Queue()}';

export const bull = defineLibrary({
  package: 'bullmq',
  types: { 'bull.Queue': 'bull()' },
  calls: {
    [`${QUEUES}.{add,addBulk}`]: add,
    [`${QUEUES}.process`]: process,
    'bullmq.Worker': worker,
    '{@nestjs/bull,@nestjs/bullmq}.Processor': processor,
  },
  callbacks: {
    [`${QUEUES}.{process,on}`]: { args: 'all', when: 'registered', entry: 'consumer' },
    'bullmq.Worker': { args: [1], when: 'registered', entry: 'consumer' },
  },
  entries: { '@nestjs/bull.Process': 'consumer' },
});
