import type { Db } from '../database/db.js';
import type { ChangeListener, WidgetChange, WidgetRepository } from '../widgets/repository.js';
import type { Widget } from '../widgets/widget.js';
import type { Snapshots } from './snapshots.js';
import type { EventStore, StoredEvent, Until } from './store.js';
import { evolve, fromStore, NOTHING, toStore, type WidgetEvent, type WidgetState } from './widget.js';

export interface HistoricWidgets extends WidgetRepository {
  /** What it was at a time, or after a number of changes. */
  asOf(id: string, until: Until): Promise<Widget | undefined>;
  history(id: string): Promise<(WidgetEvent & { version: number; at: Date })[]>;
  /** Makes what lists read from the events anew. */
  rebuild(): Promise<void>;
}

interface Parts {
  readonly db: Db;
  readonly store: EventStore;
  readonly kept: Snapshots<WidgetState>;
  readonly snapshotEvery: number;
  /** Hears of every event that was committed. */
  readonly appended: () => void;
}

const BATCH = 200;

/** The repository of widgets whose only truth are events. An id is used once: who was removed does not come back. */
export function historicWidgets({ db, store, kept, snapshotEvery, appended }: Parts): HistoricWidgets {
  const listeners: ChangeListener[] = [];

  async function load(id: string): Promise<WidgetState> {
    const snapshot = await kept.load(id);
    return replayed(id, await store.read(id, snapshot?.version), snapshot?.state);
  }

  /** Undefined when somebody else was faster. */
  async function record(id: string, before: WidgetState, event: WidgetEvent, type: WidgetChange['type']): Promise<Widget | undefined> {
    return db.transaction(async () => {
      if ((await store.append(id, before.version, toStore(event))) === undefined) return undefined;
      const after = evolve(before, id, event);
      if (after.version % snapshotEvery === 0) await kept.save(id, { version: after.version, state: after });
      await show(db, id, after);
      const widget = after.widget ?? before.widget;
      if (widget === null) throw new Error(`The widget ${id} was removed before it was created`);
      for (const listener of listeners) await listener({ type, widget });
      db.afterCommit(appended);
      return widget;
    });
  }

  return {
    find: async (id) => (await load(id)).widget ?? undefined,
    async list({ limit, after }) {
      const sql = `select id, name, version, created_at as "createdAt" from current_widget
        where $1::uuid is null or id > $1::uuid order by id limit $2`;
      const rows = await db.query<Omit<Widget, 'createdAt'> & { createdAt: Date }>(sql, [after ?? null, limit]);
      return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
    },
    async add({ id, name, createdAt }) {
      return (await record(id, NOTHING, { type: 'widget-created', data: { name, createdAt } }, 'created')) !== undefined;
    },
    async update({ id, version, name }) {
      const state = await load(id);
      if (state.widget?.version !== version) return undefined;
      return record(id, state, { type: 'widget-renamed', data: { name, from: state.widget.name } }, 'updated');
    },
    async remove(id) {
      for (;;) {
        const state = await load(id);
        if (state.widget === null) return false;
        // A change came in between: it is removed all the same.
        if ((await record(id, state, { type: 'widget-removed', data: {} }, 'removed')) !== undefined) return true;
      }
    },
    onChange: (listener) => void listeners.push(listener),
    asOf: async (id, until) => replayed(id, await store.read(id, 0, until)).widget ?? undefined,
    history: async (id) => (await store.read(id)).map((stored) => ({ ...fromStore(stored), version: stored.version, at: stored.at })),
    rebuild: async () =>
      db.transaction(async () => {
        await db.query('delete from current_widget');
        const states = new Map<string, WidgetState>();
        for (
          let after = 0, batch: StoredEvent[];
          (batch = await store.readAll(after, BATCH)).length > 0;
          after = batch.at(-1)?.position ?? after
        )
          for (const event of batch) states.set(event.stream, replayed(event.stream, [event], states.get(event.stream)));
        for (const [id, state] of states) await show(db, id, state);
      }),
  };
}

function replayed(id: string, events: readonly StoredEvent[], from: WidgetState = NOTHING): WidgetState {
  return events.reduce((state, event) => evolve(state, id, fromStore(event)), from);
}

async function show(db: Db, id: string, { widget }: WidgetState): Promise<void> {
  if (widget === null) {
    await db.query('delete from current_widget where id = $1', [id]);
    return;
  }
  await db.query(
    `insert into current_widget (id, name, version, created_at) values ($1, $2, $3, $4)
     on conflict (id) do update set name = excluded.name, version = excluded.version`,
    [id, widget.name, widget.version, widget.createdAt],
  );
}
