import { randomUUID } from 'node:crypto';

import { pino } from 'pino';
import { expect, test } from 'vitest';
import { z } from 'zod';

import { Calls } from '../src/calls.js';
import { type Db, db } from '../src/database/db.js';
import { database } from '../src/database/module.js';
import { advance } from '../src/orchestration/advance.js';
import { inMemoryParticipant, type Participant } from '../src/orchestration/participants.js';
import { type Attempt, defineSaga, Refused, type SagaDefinition } from '../src/orchestration/saga.js';
import { type SagaStore, sagaStore } from '../src/orchestration/store.js';
import { testApp } from './support.js';

/** The process dies before or after its nth effect: a write, a call. From then on it does nothing at all. */
interface Death {
  readonly at: number;
  readonly when: 'before' | 'after';
}

type Trouble = 'none' | 'refused' | 'unreachable';

const OPTIONS = { stepTimeout: 1000, maxAttempts: 2, firstPause: 0 };

/** Everything that has an effect passes `effect`. */
function mortal({ at, when }: Death) {
  let count = 0;
  let dead = false;
  const check = (now: boolean): void => {
    dead ||= now;
    if (dead) throw new Error('the process is dead');
  };
  return {
    isDead: () => dead,
    async effect<T>(work: () => Promise<T>): Promise<T> {
      count++;
      check(when === 'before' && count === at);
      const result = await work();
      check(when === 'after' && count === at);
      return result;
    },
  };
}

/** Two that take part, and a step that has nothing to undo. */
function sagaOf(inventory: Participant, payment: Participant) {
  const stepOf = (name: string, other: Participant) => ({
    name,
    run: async (_state: object, { key }: Attempt) => other.make(key, {}).then(() => undefined),
    compensate: async (_state: object, { key }: Attempt) => other.undo(key),
  });
  return defineSaga({
    kind: 'test',
    state: z.object({}),
    steps: [
      stepOf('reserve', inventory),
      stepOf('charge', payment),
      { name: 'confirm', run: async () => Promise.resolve(undefined), compensate: 'nothing to undo' },
    ],
  });
}

const IMMORTAL: Death = { at: -1, when: 'before' };

/** The others of this world, which do not die with the process. */
function world(trouble: Record<'inventory' | 'payment', Trouble>) {
  const made = { inventory: new Set<string>(), payment: new Set<string>() };
  const participant = (name: 'inventory' | 'payment'): Participant => {
    const inner = inMemoryParticipant(made[name]);
    return {
      async make(key, body) {
        if (trouble[name] === 'refused') throw new Refused('no');
        await inner.make(key, body);
        // It did, and its answer was lost.
        if (trouble[name] === 'unreachable') throw new Error('no answer');
      },
      undo: inner.undo,
    };
  };
  return { made, inventory: participant('inventory'), payment: participant('payment') };
}

/** Works until nothing is left to do, or until it dies. */
async function live(store: SagaStore, others: ReturnType<typeof world>, death: Death): Promise<boolean> {
  const { effect, isDead } = mortal(death);
  const guarded = (participant: Participant): Participant => ({
    make: async (...args) => effect(async () => participant.make(...args)),
    undo: async (...args) => effect(async () => participant.undo(...args)),
  });
  const saga = sagaOf(guarded(others.inventory), guarded(others.payment));
  const mine: SagaStore = {
    ...store,
    take: async (...args) => effect(async () => store.take(...args)),
    save: async (...args) => effect(async () => store.save(...args)),
  };
  const deps = {
    store: mine,
    calls: new Calls(),
    log: pino({ level: 'silent' }),
    definitions: new Map([[saga.kind, saga as unknown as SagaDefinition]]),
  };
  try {
    while (await advance(deps, OPTIONS));
  } catch (error) {
    if (!isDead()) throw error;
  }
  return !isDead();
}

async function started(): Promise<Db> {
  return (await testApp({ modules: [database] })).service.use(db);
}

test.each([
  { name: 'all goes well', inventory: 'none', payment: 'none', ends: 'completed' },
  { name: 'no stock', inventory: 'refused', payment: 'none', ends: 'compensated' },
  { name: 'no money', inventory: 'none', payment: 'refused', ends: 'compensated' },
  { name: 'payment does not answer', inventory: 'none', payment: 'unreachable', ends: 'compensated' },
  { name: 'inventory does not answer', inventory: 'unreachable', payment: 'none', ends: 'compensated' },
] as const)('killed at any moment and started again, it ends $ends: $name', async ({ inventory, payment, ends }) => {
  const database = await started();
  const store = sagaStore(database);
  for (const when of ['before', 'after'] as const) {
    let survived = false;
    for (let at = 1; !survived; at++) {
      const others = world({ inventory, payment });
      const id = randomUUID();
      await store.add({ id, kind: 'test', state: {}, headers: {} });

      survived = await live(store, others, { at, when });
      // The lease of the dead one runs out.
      await database.query('update saga set next_attempt_at = now()');
      await live(store, others, IMMORTAL);

      const saga = await store.find(id);
      expect({ at, when, status: saga?.status }).toEqual({ at, when, status: ends });
      const count = ends === 'completed' ? 1 : 0;
      expect({ at, when, stock: others.made.inventory.size, money: others.made.payment.size }).toEqual({
        at,
        when,
        stock: count,
        money: count,
      });
      expect(at).toBeLessThan(100);
    }
  }
});
