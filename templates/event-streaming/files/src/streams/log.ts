import type { Db } from '../database/db.js';
import { partitionOf, type StreamDefinition } from './stream.js';

export interface Stored {
  readonly partition: number;
  readonly position: number;
  readonly key: string;
  readonly data: unknown;
  readonly headers: Record<string, string>;
  readonly at: Date;
}

/** Where to read on from: after this many records of each partition, or with the first record of a time. */
export type Place = { readonly position: number } | { readonly at: Date };

const END = `
  insert into stream_partition (stream, partition, position) values ($1, $2, 1)
  on conflict (stream, partition) do update set position = stream_partition.position + 1 returning position`;

export function streamLog(db: Db) {
  return {
    /** In the transaction that runs. Others that append to this partition wait for its end, so positions have no gaps. */
    async append(stream: StreamDefinition, key: string, data: unknown, headers: object): Promise<{ partition: number; position: number }> {
      return db.transaction(async () => {
        const partition = partitionOf(stream, key);
        const [end] = await db.query<{ position: number }>(END, [stream.name, partition]);
        const position = end?.position ?? 1;
        await db.query(
          'insert into stream_record (stream, partition, position, key, data, headers) values ($1, $2, $3, $4, $5::jsonb, $6::jsonb)',
          [stream.name, partition, position, key, JSON.stringify(data), JSON.stringify(headers)],
        );
        return { partition, position };
      });
    },

    async read(stream: string, partition: number, after: number, limit: number): Promise<Stored[]> {
      return db.query<Stored>(
        `select partition, position, key, data, headers, at from stream_record
         where stream = $1 and partition = $2 and position > $3 order by position limit $4`,
        [stream, partition, after, limit],
      );
    },

    /** Makes the offsets of a new group, at the beginning. */
    async join({ name, partitions }: StreamDefinition, group: string): Promise<void> {
      await db.query(
        `insert into stream_offset (stream, consumer_group, partition, position)
         select $1, $2, partition, 0 from generate_series(0, $3::integer - 1) as partition on conflict do nothing`,
        [name, group, partitions],
      );
    },

    /** The offset of a partition that has something to read, locked until the transaction ends. Those that others read are skipped. */
    async claim(stream: string, group: string): Promise<{ partition: number; position: number } | undefined> {
      const rows = await db.query<{ partition: number; position: number }>(
        `select o.partition, o.position from stream_offset o
         join stream_partition p on p.stream = o.stream and p.partition = o.partition and p.position > o.position
         where o.stream = $1 and o.consumer_group = $2 order by random() limit 1 for update of o skip locked`,
        [stream, group],
      );
      return rows[0];
    },

    async moveTo(stream: string, group: string, partition: number, position: number): Promise<void> {
      await db.query('update stream_offset set position = $4 where stream = $1 and consumer_group = $2 and partition = $3', [
        stream,
        group,
        partition,
        position,
      ]);
    },

    /** Replays, or skips. False when there is no such group. */
    async seek(stream: string, group: string, place: Place): Promise<boolean> {
      const [position, at] = 'at' in place ? [null, place.at] : [place.position, null];
      const rows = await db.query(
        `update stream_offset o set position = coalesce($3::bigint,
           (select min(r.position) - 1 from stream_record r where r.stream = o.stream and r.partition = o.partition and r.at >= $4::timestamptz),
           (select p.position from stream_partition p where p.stream = o.stream and p.partition = o.partition), 0)
         where o.stream = $1 and o.consumer_group = $2 returning 1 as one`,
        [stream, group, position, at],
      );
      return rows.length > 0;
    },

    /** How many records a group has not handled. */
    async lags(): Promise<{ stream: string; group: string; lag: number }[]> {
      return db.query(
        `select o.stream, o.consumer_group as group, sum(greatest(coalesce(p.position, 0) - o.position, 0))::int as lag
         from stream_offset o left join stream_partition p on p.stream = o.stream and p.partition = o.partition group by 1, 2`,
      );
    },

    async removeOlderThan(days: number): Promise<void> {
      await db.query(`delete from stream_record where at < now() - $1 * interval '1 day'`, [days]);
    },
  };
}

export type StreamLog = ReturnType<typeof streamLog>;
