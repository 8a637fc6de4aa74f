import type { Db } from '../database/db.js';

export interface NewEvent {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: unknown;
}

export interface StoredEvent extends NewEvent {
  readonly position: number;
  readonly stream: string;
  /** From 1 in each stream. */
  readonly version: number;
  readonly at: Date;
}

/** Up to and with this one. */
export interface Until {
  readonly version?: number | undefined;
  readonly at?: Date | undefined;
}

/** Any number, of its own. Held until the commit: a position that is seen has none before it that comes later. */
const LOCK = 7_206_473;

const COLUMNS = 'position, stream, version, type, schema_version as "schemaVersion", data, at';

export function eventStore(db: Db) {
  return {
    /** Undefined, and nothing is written, when the stream has gone on since `expected`; 0 is a stream that is not there. */
    async append(stream: string, expected: number, event: NewEvent): Promise<StoredEvent | undefined> {
      return db.transaction(async () => {
        await db.query('select pg_advisory_xact_lock($1)', [LOCK]);
        const rows = await db.query<StoredEvent>(
          `insert into stored_event (stream, version, type, schema_version, data, at)
           select $1::uuid, $2::integer + 1, $3, $4, $5::jsonb, clock_timestamp()
           where $2 = (select coalesce(max(version), 0) from stored_event where stream = $1::uuid)
           on conflict (stream, version) do nothing returning ${COLUMNS}`,
          [stream, expected, event.type, event.schemaVersion, JSON.stringify(event.data)],
        );
        return rows[0];
      });
    },

    async read(stream: string, after = 0, { version, at }: Until = {}): Promise<StoredEvent[]> {
      return db.query<StoredEvent>(
        `select ${COLUMNS} from stored_event where stream = $1 and version > $2
           and ($3::integer is null or version <= $3) and ($4::timestamptz is null or at <= $4)
         order by version`,
        [stream, after, version ?? null, at ?? null],
      );
    },

    /** Of all streams, in the order of the commits. */
    async readAll(after: number, limit: number): Promise<StoredEvent[]> {
      return db.query<StoredEvent>(`select ${COLUMNS} from stored_event where position > $1 order by position limit $2`, [after, limit]);
    },

    /** 0 when there is none. */
    async lastPosition(stream?: string): Promise<number> {
      const sql = 'select max(position) as last from stored_event where $1::uuid is null or stream = $1::uuid';
      return (await db.query<{ last: number | null }>(sql, [stream ?? null]))[0]?.last ?? 0;
    },
  };
}

export type EventStore = ReturnType<typeof eventStore>;
