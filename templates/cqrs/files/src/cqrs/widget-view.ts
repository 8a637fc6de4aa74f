import type { Db } from '../database/db.js';
import type { Projection } from './projection.js';

export interface WidgetView {
  readonly id: string;
  readonly name: string;
  /** How often it was changed. */
  readonly changes: number;
  readonly changedAt: string;
}

/** What the list of the latest changes shows: the shape of the question, not that of the entity. */
export function widgetView(db: Db): Projection {
  return {
    name: 'widget-view-1',
    async apply({ type, key, name, at }) {
      if (type === 'removed') {
        await db.query('delete from widget_view where id = $1', [key]);
        return;
      }
      await db.query(
        `insert into widget_view (id, name, changes, changed_at) values ($1, $2, 0, $3)
         on conflict (id) do update set name = excluded.name, changed_at = excluded.changed_at, changes = widget_view.changes + 1`,
        [key, name, at],
      );
    },
    clear: async () => void (await db.query('delete from widget_view')),
  };
}

/** The query side. It reads the view and nothing else. */
export function widgetQueries(db: Db) {
  return {
    /** The latest first; `search` is a part of the name. */
    async latest({ search, limit }: { readonly search?: string | undefined; readonly limit: number }): Promise<WidgetView[]> {
      const rows = await db.query<Omit<WidgetView, 'changedAt'> & { changed_at: Date }>(
        `select id, name, changes, changed_at from widget_view
         where $1::text is null or position(lower($1::text) in lower(name)) > 0 order by changed_at desc, id limit $2`,
        [search ?? null, limit],
      );
      return rows.map(({ changed_at, ...row }) => ({ ...row, changedAt: changed_at.toISOString() }));
    },
  };
}

export type WidgetQueries = ReturnType<typeof widgetQueries>;
