import type { Db } from '../database/db.js';
import type { Events } from '../events/bus.js';
import { type Order, orderCancelled, orderPlaced, paymentRefused, stockRefused, stockReserved } from './contract.js';

export type OrderStatus = 'open' | 'completed' | 'failed';

export interface OrderState {
  readonly id: string;
  readonly status: OrderStatus;
  readonly reason: string | null;
}

/** First step: begins the saga, and hears how it ends. */
export class Orders {
  constructor(
    private readonly db: Db,
    private readonly events: Events,
    /** In milliseconds. */
    private readonly deadline: number,
  ) {}

  listen(): void {
    const settle = async (order: string, status: OrderStatus, reason?: string) => this.settle(order, status, reason);
    this.events.subscribe(stockReserved, { name: 'order-completed', handle: async ({ data }) => settle(data.saga, 'completed') });
    for (const failed of [paymentRefused, stockRefused])
      this.events.subscribe(failed, { name: 'order-failed', handle: async ({ data }) => settle(data.saga, 'failed', data.reason) });
  }

  /** Nothing happens when it was placed before. */
  async place(order: Order): Promise<void> {
    await this.db.transaction(async () => {
      const placed = await this.db.query(
        `insert into saga_order (id, status, deadline) values ($1, 'open', now() + $2 * interval '1 millisecond')
         on conflict (id) do nothing returning 1 as one`,
        [order.saga, this.deadline],
      );
      if (placed.length > 0) await this.events.publish(orderPlaced, { key: order.saga, data: order });
    });
  }

  async find(id: string): Promise<OrderState | undefined> {
    return (await this.db.query<OrderState>('select id, status, reason from saga_order where id = $1', [id]))[0];
  }

  /** Fails one order that is past its deadline: whoever has done a step undoes it. False when there is none. */
  async cancelLate(): Promise<boolean> {
    return this.db.transaction(async () => {
      const [late] = await this.db.query<{ id: string }>(
        `select id from saga_order where status = 'open' and deadline < now() order by deadline limit 1 for update skip locked`,
      );
      if (late === undefined) return false;
      const reason = 'not settled in time';
      await this.settle(late.id, 'failed', reason);
      await this.events.publish(orderCancelled, { key: late.id, data: { saga: late.id, reason } });
      return true;
    });
  }

  /** The first word holds. A completion that comes after the deadline changes nothing: the others are undoing it. */
  private async settle(id: string, status: OrderStatus, reason?: string): Promise<void> {
    await this.db.query(`update saga_order set status = $2, reason = $3 where id = $1 and status = 'open'`, [id, status, reason ?? null]);
  }
}
