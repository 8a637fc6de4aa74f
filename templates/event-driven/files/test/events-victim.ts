// A process that dies by SIGKILL, for events-kill.test.ts. `relay`: between the write and the sending; `sent`: before it
// has noted that; `receive`: before it has kept what has come; `handler`: in the middle of handling.
import { buildApp } from '../src/app.js';
import { database } from '../src/database/module.js';
import { type Broker, type Message, messageBroker, openBroker } from '../src/events/broker.js';
import { events } from '../src/events/bus.js';
import { topicOf } from '../src/events/event.js';
import { eventDriven } from '../src/events/module.js';
import type { Module } from '../src/module.js';
import { widgetsOf } from '../src/widgets/repository.js';
import { newWidget } from '../src/widgets/widget.js';
import { paidIn } from './events-contract.js';

const [, , moment, run = '', url = ''] = process.argv;
const paid = paidIn(run);

async function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
}

const inner = await openBroker(url);
const broker: Broker = {
  ...inner,
  async publish(message: Message) {
    const isOurs = message.topic === topicOf(paid);
    if (isOurs && moment === 'relay') await die();
    await inner.publish(message);
    if (isOurs && moment === 'sent') await die();
  },
  subscribe: async (subscription) =>
    inner.subscribe({ ...subscription, accept: async (message) => (moment === 'receive' ? die() : subscription.accept(message)) }),
};

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
        if (moment === 'handler') await die();
      },
    });
  },
};

const app = await buildApp({ env: process.env, modules: [victim, database, eventDriven, consumer] });
await app.service.use(events).publish(paid, { key: 'a', data: { invoice: 'a', amount: 1 } });
await app.listen();
