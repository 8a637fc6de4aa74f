// One part of a saga in a process of its own, for choreography-kill.test.ts: it dies by SIGKILL once before and once after
// everything that it sends and takes.
import { buildApp } from '../src/app.js';
import { sagaChoreography } from '../src/choreography/module.js';
import { database } from '../src/database/module.js';
import { messageBroker } from '../src/events/broker.js';
import { eventDriven } from '../src/events/module.js';
import type { Module } from '../src/module.js';
import { dies, type Moment, tableBroker } from './choreography-broker.js';

const { BROKER_TABLES: url = '', SAGA_ROLES: role = '' } = process.env;

async function pass(moment: Moment): Promise<void> {
  if (!moment.includes(' widget-order.') || !(await dies(url, moment))) return;
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => undefined);
}

const broker = await tableBroker(url, role, pass);
const given: Module = { name: 'given', stage: 'foundation', env: {}, start: (service) => service.provide(messageBroker, broker) };
const app = await buildApp({ env: process.env, modules: [given, database, eventDriven, sagaChoreography] });
await app.listen();
