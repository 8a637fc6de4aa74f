import { setTimeout as sleep } from 'node:timers/promises';

import type { Db } from '../database/db.js';
import type { Change, Feed } from './feed.js';

/** A model for queries. It is made of changes alone: no clock, no other table, no call. */
export interface Projection {
  /** Names its checkpoint. Another name begins from nothing. */
  readonly name: string;
  apply(change: Change): Promise<void>;
  /** Removes all that it has made. */
  clear(): Promise<void>;
}

const BATCH = 200;
const LOOK_AGAIN = 10;

export class Projector {
  constructor(
    private readonly db: Db,
    private readonly feed: Feed,
    private readonly projection: Projection,
  ) {}

  /**
   * Applies the next changes and notes how far it is, in one transaction: each change once, whatever dies. False when
   * there are none, or another instance is at it.
   */
  async catchUp(): Promise<boolean> {
    const { db, feed, projection } = this;
    await db.query('insert into projection_checkpoint (projection, position) values ($1, 0) on conflict do nothing', [projection.name]);
    return db.transaction(async () => {
      const sql = 'select position from projection_checkpoint where projection = $1 for update skip locked';
      const [checkpoint] = await db.query<{ position: number }>(sql, [projection.name]);
      if (checkpoint === undefined) return false;
      const changes = await feed.read(checkpoint.position, BATCH);
      for (const change of changes) await projection.apply(change);
      const last = changes.at(-1);
      if (last !== undefined) await this.moveTo(last.position);
      return last !== undefined;
    });
  }

  /** Begins from nothing: queries see less than everything until it has caught up. */
  async rebuild(): Promise<void> {
    await this.db.transaction(async () => {
      await this.moveTo(0);
      await this.projection.clear();
    });
    while (await this.catchUp());
  }

  async position(): Promise<number> {
    const sql = 'select position from projection_checkpoint where projection = $1';
    return (await this.db.query<{ position: number }>(sql, [this.projection.name]))[0]?.position ?? 0;
  }

  /** How many positions of the feed it has not seen. */
  async lag(): Promise<number> {
    return Math.max(0, (await this.feed.head()) - (await this.position()));
  }

  /** True as soon as it has seen a position, false when it has not within `ms`. */
  async hasSeen(position: number, ms: number): Promise<boolean> {
    const end = performance.now() + ms;
    while ((await this.position()) < position) {
      if (performance.now() >= end) return false;
      await sleep(LOOK_AGAIN);
    }
    return true;
  }

  private async moveTo(position: number): Promise<void> {
    await this.db.query('update projection_checkpoint set position = $2 where projection = $1', [this.projection.name, position]);
  }
}
