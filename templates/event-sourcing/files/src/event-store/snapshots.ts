import type { Db } from '../database/db.js';

export interface Snapshot<State> {
  readonly version: number;
  readonly state: State;
}

/** States that are kept to load faster. One of another schema version is as good as none. */
export function snapshots<State>(db: Db, schemaVersion: number) {
  return {
    async load(stream: string): Promise<Snapshot<State> | undefined> {
      const sql = 'select version, state from stream_snapshot where stream = $1 and schema_version = $2';
      return (await db.query<Snapshot<State>>(sql, [stream, schemaVersion]))[0];
    },

    async save(stream: string, { version, state }: Snapshot<State>): Promise<void> {
      await db.query(
        `insert into stream_snapshot (stream, version, schema_version, state) values ($1, $2, $3, $4::jsonb)
         on conflict (stream) do update set version = excluded.version, schema_version = excluded.schema_version, state = excluded.state`,
        [stream, version, schemaVersion, JSON.stringify(state)],
      );
    },
  };
}

export type Snapshots<State> = ReturnType<typeof snapshots<State>>;
