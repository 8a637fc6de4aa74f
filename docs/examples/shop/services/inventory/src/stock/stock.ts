import type { Db } from '../database/db.js';
import { Problem } from '../problem.js';

export interface Reservation {
  readonly key: string;
  readonly order: string;
  readonly article: string;
  readonly quantity: number;
}

export interface Level {
  readonly available: number;
  readonly reserved: number;
  readonly shipped: number;
}

/** What is there, and what is kept for orders. Everything can be repeated. */
export function stockIn(db: Db) {
  const add = async (article: string, quantity: number) =>
    db.query('update stock set available = available + $2 where article = $1 and available + $2 >= 0 returning 1 as one', [
      article,
      quantity,
    ]);

  return {
    async set(article: string, available: number): Promise<void> {
      const sql = 'insert into stock (article, available) values ($1, $2) on conflict (article) do update set available = $2';
      await db.query(sql, [article, available]);
    },

    async level(article: string): Promise<Level | undefined> {
      const held = (status: string) =>
        `coalesce((select sum(quantity) from reservation where article = $1 and status = '${status}'), 0)::int`;
      const sql = `select available, ${held('reserved')} as reserved, ${held('shipped')} as shipped from stock where article = $1`;
      return (await db.query<Level>(sql, [article]))[0];
    },

    /** Throws Problem when there is too little, or when it was released before. */
    async reserve({ key, order, article, quantity }: Reservation): Promise<void> {
      await db.transaction(async () => {
        const made = await db.query(
          `insert into reservation (key, "order", article, quantity, status) values ($1, $2, $3, $4, 'reserved')
           on conflict (key) do nothing returning 1 as one`,
          [key, order, article, quantity],
        );
        if (made.length > 0 && (await add(article, -quantity)).length === 0) throw new Problem(409, 'Not in stock');
        const [released] = await db.query(`select 1 from reservation where key = $1 and status = 'released'`, [key]);
        if (released !== undefined) throw new Problem(409, 'Not reserved', 'It was released.');
      });
    },

    async release(key: string): Promise<void> {
      await db.transaction(async () => {
        await db.query(`insert into reservation (key, status) values ($1, 'released') on conflict (key) do nothing`, [key]);
        const released = await db.query<Reservation>(
          `update reservation set status = 'released' where key = $1 and status = 'reserved' returning article, quantity`,
          [key],
        );
        for (const { article, quantity } of released) await add(article, quantity);
      });
    },

    async ship(order: string): Promise<void> {
      await db.query(`update reservation set status = 'shipped' where "order" = $1 and status = 'reserved'`, [order]);
    },
  };
}
