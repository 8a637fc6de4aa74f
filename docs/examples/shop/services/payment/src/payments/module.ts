import { z } from 'zod';

import { accountsOf } from '../accounts/repository.js';
import { count } from '../config.js';
import { db as databaseToken } from '../database/db.js';
import { defineModule } from '../module.js';
import { Problem } from '../problem.js';

const params = z.object({ key: z.string().min(1).max(200) });
const body = z.object({ account: z.uuid(), amount: z.number().positive() });
const config = { permission: 'accounts:write' };

/** Takes money, and gives it back. Both can be repeated: the key is that of the caller. */
export const payments = defineModule({
  name: 'payments',
  stage: 'feature',
  env: { PAYMENT_LIMIT: count(1000) },
  start(service, { PAYMENT_LIMIT: limit }) {
    const db = service.use(databaseToken);
    const accounts = accountsOf(service);

    service.http.put(
      '/v1/payments/:key',
      { config, schema: { params, body, response: { 204: z.null() } } },
      async ({ params: { key }, body: { account, amount } }, reply) => {
        if (amount > limit) throw new Problem(422, 'Payment refused', `${amount} is more than ${limit}.`);
        if ((await accounts.find(account)) === undefined) throw new Problem(422, 'Payment refused', 'There is no such account.');
        await db.query('insert into payment (key, account, amount) values ($1, $2, $3) on conflict (key) do nothing', [
          key,
          account,
          amount,
        ]);
        const [undone] = await db.query('select 1 from payment where key = $1 and undone_at is not null', [key]);
        if (undone !== undefined) throw new Problem(409, 'Payment refused', 'It was taken back.');
        return reply.code(204).send(null);
      },
    );

    service.http.delete(
      '/v1/payments/:key',
      { config, schema: { params, response: { 204: z.null() } } },
      async ({ params: { key } }, reply) => {
        await db.query('insert into payment (key, undone_at) values ($1, now()) on conflict (key) do update set undone_at = now()', [key]);
        return reply.code(204).send(null);
      },
    );
  },
});
