// A process that dies by SIGKILL in the middle of a batch, for streams-kill.test.ts.
import { buildApp } from '../src/app.js';
import { database } from '../src/database/module.js';
import type { Module } from '../src/module.js';
import { eventStreaming } from '../src/streams/module.js';
import { streams } from '../src/streams/streams.js';
import { widgetsOf } from '../src/widgets/repository.js';
import { newWidget } from '../src/widgets/widget.js';
import { counted } from './streams-counted.js';

const reader: Module = {
  name: 'reader',
  stage: 'feature',
  env: {},
  start: (service) => {
    service.use(streams).consume(counted, 'test', async ({ data }) => {
      await widgetsOf(service).add(newWidget({ name: `n${data.n}` }));
      if (data.n === 1) process.kill(process.pid, 'SIGKILL');
    });
  },
};

const app = await buildApp({ env: process.env, modules: [database, eventStreaming, reader] });
for (let n = 0; n < 3; n++) await app.service.use(streams).append(counted, 'a', { n });
await app.listen();
