// A process that dies by SIGKILL, for events-kill.test.ts: `relay`, between the write and the sending; `handler`, in the
// middle of handling.
import { buildApp } from '../src/app.js';
import { database } from '../src/database/module.js';
import { type Broker, messageBroker } from '../src/events/broker.js';
import { memoryBroker } from '../src/events/brokers/memory.js';
import { events } from '../src/events/bus.js';
import { eventDriven } from '../src/events/module.js';
import type { Module } from '../src/module.js';
import { widgetsOf } from '../src/widgets/repository.js';
import { newWidget } from '../src/widgets/widget.js';
import { paid } from './events-contract.js';

const moment = process.argv[2];

async function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
}

const inner = memoryBroker();
const broker: Broker = { ...inner, publish: async (message) => (moment === 'relay' ? die() : inner.publish(message)) };

const victim: Module = { name: 'victim', stage: 'foundation', env: {}, start: (service) => service.provide(messageBroker, broker) };
const consumer: Module = {
  name: 'consumer',
  stage: 'feature',
  env: {},
  start: (service) => {
    service.use(events).subscribe(paid, {
      name: 'writer',
      handle: async ({ data }) => {
        await widgetsOf(service).add(newWidget({ name: data.invoice }));
        await die();
      },
    });
  },
};

const app = await buildApp({ env: process.env, modules: [victim, database, eventDriven, consumer] });
await app.service.use(events).publish(paid, { key: 'a', data: { invoice: 'a', amount: 1 } });
await app.listen();
