import { setTimeout as sleep } from 'node:timers/promises';

import type { z } from 'zod';

import { database } from '../src/database/module.js';
import { type Broker, type Message, messageBroker } from '../src/events/broker.js';
import { memoryBroker } from '../src/events/brokers/memory.js';
import { type Events, events } from '../src/events/bus.js';
import { type Event, newEvent, topicOf } from '../src/events/event.js';
import { widgetEvents } from '../src/events/handlers.js';
import { eventDriven } from '../src/events/module.js';
import type { Module } from '../src/module.js';
import { freshDatabase } from './database.js';
import { paid } from './events-contract.js';
import { testApp } from './support.js';

export { paid } from './events-contract.js';

export const QUICK = { EVENTS_POLL_MS: '20', EVENTS_RETRY_MS: '10', EVENTS_MAX_ATTEMPTS: '3' };

/** Brokers to test with as well: `NATS_URL=nats://… RABBITMQ_URL=amqp://… MQTT_URL=mqtt://… npm test`. */
export const servers = ['NATS_URL', 'RABBITMQ_URL', 'MQTT_URL'].flatMap((name) => process.env[name] ?? []);

export interface Started {
  readonly env: Record<string, string>;
  readonly broker?: Broker;
  /** Registers consumers. */
  readonly listen?: (bus: Events) => void;
}

/** An instance of the service: two with one `env` share the database, two with one `broker` the broker. */
export async function instance({ env, broker = memoryBroker(), listen = () => undefined }: Started) {
  const given: Module = { name: 'given', stage: 'foundation', env: {}, start: (service) => service.provide(messageBroker, broker) };
  const consumers: Module = { name: 'consumers', stage: 'feature', env: {}, start: (service) => listen(service.use(events)) };
  const app = await testApp({ env: { ...QUICK, ...env }, modules: [given, database, eventDriven, widgetEvents, consumers] });
  return { app, bus: app.service.use(events), http: app.service.http };
}

export async function ownDatabase(): Promise<Record<string, string>> {
  return freshDatabase();
}

/** A consumer that remembers what it has handled. */
export function recorder(fail: (event: Event<z.output<typeof paid.data>>) => boolean = () => false) {
  const seen: string[] = [];
  const listen = (bus: Events): void => {
    bus.subscribe(paid, {
      name: 'recorder',
      handle: async (event) => {
        if (fail(event)) throw new Error(`cannot handle ${event.data.invoice}`);
        return Promise.resolve(void seen.push(event.data.invoice));
      },
    });
  };
  return { seen, listen };
}

/** Waits until it is true; a test that waits in vain ends by its timeout. */
export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await sleep(10);
}

export const pay = (invoice: string, key = invoice) => ({ key, data: { invoice, amount: 1 } });

export function messageOf(invoice: string, changes: Partial<Message> = {}): Message {
  const event = newEvent(paid, 'billing', pay(invoice));
  return { id: event.id, topic: topicOf(paid), key: invoice, headers: {}, body: JSON.stringify(event), ...changes };
}

/** Remembers what it takes over; refuses while it is broken. */
export function recordingBroker() {
  const state = { broken: false, taken: [] as Message[] };
  const inner = memoryBroker();
  const broker: Broker = {
    ...inner,
    async publish(message) {
      if (state.broken) throw new Error('no connection');
      state.taken.push(message);
      await inner.publish(message);
    },
  };
  return { state, broker };
}
