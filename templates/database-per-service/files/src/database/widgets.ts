import type { ChangeListener, WidgetChange, WidgetRepository } from '../widgets/repository.js';
import type { Widget } from '../widgets/widget.js';
import type { Db } from './db.js';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly created_at: Date;
}

const COLUMNS = 'id, name, version, created_at';

export function widgetsIn(db: Db): WidgetRepository {
  const listeners: ChangeListener[] = [];
  const tell = async (change: WidgetChange): Promise<void> => {
    for (const listener of listeners) await listener(change);
  };
  /** Makes a change, and tells of it, in one transaction. */
  const changed = async (type: WidgetChange['type'], sql: string, parameters: readonly unknown[]): Promise<Widget | undefined> =>
    db.transaction(async () => {
      const [row] = await db.query<Row>(`${sql} returning ${COLUMNS}`, parameters);
      if (row === undefined) return undefined;
      const widget = widgetOf(row);
      await tell({ type, widget });
      return widget;
    });

  return {
    async find(id) {
      const [row] = await db.query<Row>(`select ${COLUMNS} from "widget" where id = $1`, [id]);
      return row === undefined ? undefined : widgetOf(row);
    },
    async list({ limit, after }) {
      const sql = `select ${COLUMNS} from "widget" where $1::uuid is null or id > $1::uuid order by id limit $2`;
      return (await db.query<Row>(sql, [after ?? null, limit])).map(widgetOf);
    },
    async add({ id, name, version, createdAt }) {
      const sql = 'insert into "widget" (id, name, version, created_at) values ($1, $2, $3, $4) on conflict (id) do nothing';
      return (await changed('created', sql, [id, name, version, createdAt])) !== undefined;
    },
    async update({ id, version, name }) {
      return changed('updated', 'update "widget" set name = $3, version = version + 1 where id = $1 and version = $2', [id, version, name]);
    },
    async remove(id) {
      return (await changed('removed', 'delete from "widget" where id = $1', [id])) !== undefined;
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

function widgetOf({ id, name, version, created_at }: Row): Widget {
  return { id, name, version, createdAt: created_at.toISOString() };
}
