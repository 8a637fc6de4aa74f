import type { Db } from '../database/db.js';
import { token } from '../service.js';
import type { WidgetRepository } from '../widgets/repository.js';

export interface Change {
  /** Grows in the order of the commits. */
  readonly position: number;
  readonly type: 'created' | 'updated' | 'removed';
  readonly key: string;
  readonly version: number;
  readonly name: string;
  readonly at: Date;
}

/** Everything that has happened, from the first change on. */
export interface Feed {
  read(after: number, limit: number): Promise<Change[]>;
  /** Position of the last change; 0 when there is none. */
  head(): Promise<number>;
  /** Position of the last change of one key; 0 when there is none. */
  positionOf(key: string): Promise<number>;
  /** Called after the commit of a change of this instance. */
  onChange(listener: () => void): void;
}

/** Given by a module that keeps all changes anyway; without one, changes are kept in `widget_change`. */
export const feed = token<Feed>('the feed of changes');

/** Any number, of its own. Held until the commit: a position that is seen has none before it that comes later. */
const LOCK = 7_206_472;

/** Writes down each change of the repository, in its transaction. */
export function changeLog(db: Db, widgets: WidgetRepository): Feed {
  const listeners: (() => void)[] = [];
  widgets.onChange(async ({ type, widget: { id, version, name } }) => {
    await db.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await db.query('insert into widget_change (type, key, version, name) values ($1, $2, $3, $4)', [type, id, version, name]);
    db.afterCommit(() => {
      for (const listener of listeners) listener();
    });
  });
  return {
    read: async (after, limit) =>
      db.query<Change>('select * from widget_change where position > $1 order by position limit $2', [after, limit]),
    head: async () => positionIn(await db.query('select max(position) as position from widget_change')),
    positionOf: async (key) => positionIn(await db.query('select max(position) as position from widget_change where key = $1', [key])),
    onChange: (listener) => void listeners.push(listener),
  };
}

function positionIn(rows: readonly { position?: number | null }[]): number {
  return rows[0]?.position ?? 0;
}
