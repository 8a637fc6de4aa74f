import { describe, expect, it } from 'vitest';

import { meanings } from '../../support/calls.js';

const NEST = `import { Injectable } from '@nestjs/common'; import axios from 'axios';`;

/** Code → requests of the handlers, with what the messages carry to them. */
const CASES: Record<string, { code: string | Record<string, string>; says: string[] }> = {
  'commands, queries and events of Nest': {
    code: {
      'app/a.ts': `${NEST} import { CommandBus, EventBus, QueryBus } from '@nestjs/cqrs'; import { OrderPlaced, OrderCancelled, PlaceOrder, OneOrder } from './messages.js';
        @Injectable() export class Orders { constructor(private readonly commands: CommandBus, private readonly queries: QueryBus, private readonly events: EventBus) {}
          place() { return this.commands.execute(new PlaceOrder('7')); } one() { return this.queries.execute(new OneOrder('8')); } tell() { this.events.publish(new OrderPlaced('9')); this.events.publish(new OrderCancelled('10')); } }`,
      'app/messages.ts': `export class PlaceOrder { constructor(readonly id: string) {} } export class OneOrder { constructor(readonly id: string) {} } export class OrderPlaced { constructor(readonly id: string) {} } export class OrderCancelled { constructor(readonly id: string) {} }`,
      'app/handlers.ts': `import { CommandHandler, EventsHandler, QueryHandler, type ICommandHandler } from '@nestjs/cqrs'; import axios from 'axios'; import { OrderPlaced, OrderCancelled, PlaceOrder, OneOrder } from './messages.js';
        abstract class Asking { constructor(protected readonly base: string) {} ask(path: string) { return axios.get(this.base + path); } }
        @CommandHandler(PlaceOrder) export class Placing extends Asking implements ICommandHandler<PlaceOrder> { constructor() { super('http://stock/'); } async execute({ id }: PlaceOrder) { await this.ask(id); } }
        @QueryHandler(OneOrder) export class Reading { async execute(query: OneOrder) { return axios.get('http://orders/' + query.id); } }
        @EventsHandler(OrderPlaced, OrderCancelled) export class Telling { handle(event: OrderPlaced | OrderCancelled) { return axios.post('http://mails/' + event.id); } }`,
      'app/b.ts': `import './a.js'; import './handlers.js';`,
    },
    says: [
      'request GET http://orders/8',
      'request GET http://stock/${id}',
      'request GET http://stock/7',
      'request POST http://mails/10',
      'request POST http://mails/9',
    ],
  },
  'events of emitters, in any order, in other files and of subclasses': {
    code: {
      'app/a.ts': `import { EventEmitter } from 'node:events'; import axios from 'axios'; import { bus, Bus } from './bus.js';
        bus.emit('placed', '1', 'paid'); bus.on('placed', (id, state) => axios.get('http://stock/' + id + state)); bus.emit('placed', '2', 'open');
        bus.emit('unheard', '3'); new EventEmitter().emit('placed', '4'); bus.emit(process.argv[2], '5');
        const own = new Bus(); own.once('told', (id) => axios.get('http://mails/' + id)); own.tell('6');`,
      'app/bus.ts': `import Emitter from 'events'; export const bus = new Emitter();
        export class Bus extends Emitter { tell(id) { this.emit('told', id); } }`,
    },
    says: [
      'request GET http://mails/${id}',
      'request GET http://mails/6',
      'request GET http://stock/${id}${state}',
      'request GET http://stock/1paid',
      'request GET http://stock/2open',
    ],
  },
  'events by their names': {
    code: `${NEST} import { EventEmitter2, OnEvent } from '@nestjs/event-emitter'; @Injectable() class Mails { @OnEvent('order.placed') send(id: string) { return axios.post('http://mails/' + id); } @OnEvent('order.lost') lose(id: string) { return axios.post('http://lost/' + id); } } @Injectable() class Orders { constructor(private readonly events: EventEmitter2) {} place() { this.events.emit('order.placed', '7'); } }`,
    says: ['request POST http://lost/${id}', 'request POST http://mails/${id}', 'request POST http://mails/7'],
  },
};

describe('buses inside the process', () => {
  it.each(Object.entries(CASES))('%s', (_name, { code, says }) => {
    expect(meanings(code, ['request'])).toEqual([...says].sort());
  });
});
