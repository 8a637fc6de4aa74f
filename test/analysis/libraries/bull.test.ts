import { describe, expect, it } from 'vitest';

import { programOf } from '../../support/program.js';
import { meanings, TABLES } from '../../support/calls.js';

/** Code → jobs sent and done, connections, sorted. */
const CASES: Record<string, { code: string | Record<string, string>; says: string[] }> = {
  'queues of one name under prefixes': {
    code: `import Bull from 'bull'; import { Queue, Worker } from 'bullmq'; const connection = { host: 'r' }; new Queue('mails', { connection, prefix: 'orders' }).add('x', {}); new Worker('mails', async () => undefined, { connection, prefix: process.env.PREFIX }); new Bull('old', 'redis://r', { prefix: 'p' }).add({});`,
    says: [
      'open redis queue r',
      'open redis queue redis://r',
      'publish bull orders:mails',
      'publish bull p:old',
      'subscribe bull ${process.env.PREFIX}:mails',
    ],
  },
  'bull: a queue of another file, jobs with and without names': {
    code: {
      'app/a.js': `const { mails } = require('./queues'); mails.add({ to: 'x' }); mails.add('welcome', {}); mails.process(5, async (job) => {});`,
      'app/queues.js': `const Queue = require('bull'); exports.mails = new Queue('mails', process.env.REDIS_URL); exports.other = new Queue('other', { redis: { host: 'r', port: 6379 } });`,
    },
    says: ['open redis queue process.env.REDIS_URL', 'open redis queue r:6379', 'publish bull mails', 'subscribe bull mails'],
  },
  'bullmq: queues, workers, flows, waiting for the result': {
    code: `import { FlowProducer, Queue, QueueEvents, Worker } from 'bullmq'; import IORedis from 'ioredis'; const connection = new IORedis(process.env.R); const queue = new Queue('pdf', { connection }); const events = new QueueEvents('pdf', { connection: { host: 'e' } });
      const job = await queue.add('print', {}); await job.waitUntilFinished(events); await queue.addBulk([{ name: 'a', data: {} }]); new Worker('pdf', async (job) => {}, { connection }); new FlowProducer({ connection }).add({ name: 'book', queueName: 'books', children: [{ name: 'page', queueName: 'pages' }] });`,
    says: [
      'access read queue',
      'access write queue',
      'open redis cache process.env.R',
      'open redis queue e',
      'publish bull books',
      'publish bull pages',
      'publish bull pdf',
      'publish bull pdf and waits',
      'subscribe bull pdf',
    ],
  },
  'nest: injected queues, processors, the connection of the module': {
    code: {
      'app/a.ts': `import { BullModule, InjectQueue, Processor, WorkerHost } from '@nestjs/bullmq'; import { Injectable, Module } from '@nestjs/common'; import { ConfigService } from '@nestjs/config'; import type { Job, Queue } from 'bullmq'; import { Names } from '../shared/names.js';
        @Injectable() export class Shop { constructor(@InjectQueue(Names.Mail) private mails: Queue) {} order() { return this.mails.add('placed', {}); } }
        @Processor(Names.Mail) export class Mails extends WorkerHost { async process(job: Job) {} }
        @Module({ imports: [BullModule.forRootAsync({ inject: [ConfigService], useFactory: (config: ConfigService) => ({ connection: { host: config.get('REDIS_HOST'), port: 6379 } }) }), BullModule.registerQueue({ name: Names.Mail })], providers: [Shop, Mails] }) export class App {}`,
      'shared/names.ts': `export enum Names { Mail = 'mail' }`,
    },
    says: ['open redis queue process.env.REDIS_HOST:6379', 'publish bull mail', 'subscribe bull mail'],
  },
  'nest: the older package': {
    code: `import { InjectQueue, Process, Processor, BullModule } from '@nestjs/bull'; import { Queue } from 'bull'; @Processor({ name: 'audio' }) export class Audio { constructor(@InjectQueue('audio') private queue: Queue) {} @Process('mix') mix() {} again() { return this.queue.add('mix', {}); } } BullModule.forRoot({ redis: 'redis://q' });`,
    says: ['open redis queue redis://q', 'publish bull audio', 'subscribe bull audio'],
  },
  'a queue of another package, a list': {
    code: `import Queue from 'elsewhere'; const queue = new Queue('x'); queue.add({}); queue.process(() => {}); new Set().add(1);`,
    says: [],
  },
};

describe('bull and bullmq', () => {
  it.each(Object.entries(CASES))('%s', (_name, { code, says }) => {
    expect(meanings(code, ['open', 'access', 'publish', 'subscribe'])).toEqual([...says].sort());
  });

  it('workers are entries: functions, decorated methods, the method of the base class', () => {
    const code = `import { Worker } from 'bullmq'; import { Process, Processor } from '@nestjs/bull'; import { Processor as P, WorkerHost } from '@nestjs/bullmq';
      new Worker('a', function one() {}); @Processor('b') export class B { @Process() two() {} } @P('c') export class C extends WorkerHost { process() {} helper() {} }`;
    const { entries, frames } = programOf({ files: { 'app/a.ts': code } }, TABLES);
    const consumers = entries.filter(({ kind }) => kind === 'consumer').map(({ frame }) => frames[frame]?.name);
    expect(consumers.sort()).toEqual(['B.two', 'C.process', 'one']);
  });
});
