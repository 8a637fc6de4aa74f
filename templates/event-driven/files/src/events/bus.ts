import type { z } from 'zod';

import type { Calls } from '../calls.js';
import type { Db } from '../database/db.js';
import type { Logger } from '../log.js';
import { token } from '../service.js';
import type { Broker, Message, Subscription } from './broker.js';
import { envelopeOf, type Event, type EventDefinition, newEvent, topicOf } from './event.js';
import { accept, handleNext, type InboxOptions, Poison } from './inbox.js';
import { type Loop, loop } from '../loop.js';
import { relay, writeToOutbox } from './outbox.js';

export interface Consumer<Data extends z.ZodType> {
  /** Names it for ever: what it has handled is kept under it. Letters, digits, `-`. */
  readonly name: string;
  /** Runs in a transaction. A rejection undoes it; it is tried again, and at last goes to the dead letters. */
  readonly handle: (event: Event<z.output<Data>>) => Promise<void>;
}

export interface Events {
  /** Call it in the transaction of the change that it tells of. */
  publish<Data extends z.ZodType>(definition: EventDefinition<Data>, event: { key: string; data: z.input<Data> }): Promise<void>;
  /** Before the service listens. */
  subscribe<Data extends z.ZodType>(definition: EventDefinition<Data>, consumer: Consumer<Data>): void;
  /** Adds events that a module publishes to the contract of the service. */
  announce(definitions: readonly EventDefinition[]): void;
  readonly announced: readonly EventDefinition[];
  /** What it listens to. */
  readonly consumed: readonly EventDefinition[];
}

/** Given by the module of this folder. */
export const events = token<Events>('events');

export interface BusOptions extends InboxOptions {
  /** How often it looks for what waits, in milliseconds. */
  readonly poll: number;
}

interface Deps {
  readonly source: string;
  readonly db: Db;
  readonly calls: Calls;
  readonly log: Logger;
  readonly broker: Broker;
}

type Listener = (event: Event) => Promise<void>;

export class Bus implements Events {
  readonly announced: EventDefinition[] = [];
  readonly consumed: EventDefinition[] = [];
  private readonly outbox: Loop;
  private readonly consumers: Loop[] = [];
  private readonly listeners = new Map<EventDefinition, Listener[]>();
  private readonly subscriptions: Subscription[] = [];

  constructor(
    private readonly deps: Deps,
    private readonly options: BusOptions,
  ) {
    this.outbox = loop('outbox', options.poll, deps.log, async () => relay(deps.db, deps.broker));
  }

  async publish<Data extends z.ZodType>(definition: EventDefinition<Data>, event: { key: string; data: z.input<Data> }): Promise<void> {
    const told = newEvent(definition, this.deps.source, event);
    if (definition.kind === 'domain') for (const listener of this.listeners.get(definition) ?? []) await listener(told);
    else if (definition.kind === 'integration') await this.keep(told);
    else await this.sendNow(told);
  }

  subscribe<Data extends z.ZodType>(definition: EventDefinition<Data>, { name, handle }: Consumer<Data>): void {
    this.consumed.push(definition);
    if (definition.kind === 'domain') {
      const listeners = this.listeners.get(definition) ?? [];
      this.listeners.set(definition, [...listeners, handle as Listener]);
      return;
    }
    const { deps, options } = this;
    const topic = topicOf(definition);
    const consumer = `${deps.source}-${name}`;
    const read = async (message: Message) => handle(readEvent(definition, message));
    const next = loop(`consumer ${consumer}`, options.poll, deps.log, async () => handleNext(deps, consumer, read, options));
    this.consumers.push(next);
    const receive = async (message: Message) => {
      await accept(deps.db, consumer, message);
      deps.db.afterCommit(() => {
        next.wake();
      });
    };
    this.subscriptions.push({ topic, consumer, accept: receive });
  }

  announce(definitions: readonly EventDefinition[]): void {
    this.announced.push(...definitions);
  }

  async start(): Promise<void> {
    for (const subscription of this.subscriptions) await this.deps.broker.subscribe(subscription);
    for (const each of [this.outbox, ...this.consumers]) each.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.outbox, ...this.consumers].map(async (each) => each.stop()));
  }

  private async keep(event: Event): Promise<void> {
    const { db, calls } = this.deps;
    await writeToOutbox(db, calls, event);
    db.afterCommit(() => {
      this.outbox.wake();
    });
  }

  private async sendNow(event: Event): Promise<void> {
    const { calls, broker, log } = this.deps;
    const topic = topicOf(event);
    await calls
      .send({ carrier: 'message', peer: 'broker', operation: topic }, async (headers) =>
        broker.publish({ id: event.id, topic, key: event.key, headers, body: JSON.stringify(event) }),
      )
      .catch((error: unknown) => {
        log.warn({ err: error, topic }, 'system event not sent');
      });
  }
}

function readEvent<Data extends z.ZodType>(definition: EventDefinition<Data>, { body }: Message): Event<z.output<Data>> {
  try {
    return envelopeOf(definition).parse(JSON.parse(body)) as unknown as Event<z.output<Data>>;
  } catch (error) {
    throw new Poison(`not a ${topicOf(definition)}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
