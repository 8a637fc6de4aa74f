import { describe, expect, it } from 'vitest';

import { readWrangler } from '../../../../src/analysis/deployment-files/stacks/wrangler.js';

const TOML = `
name = "orders"
main = "./src/index.ts"
[vars]
STOCK_URL = "http://stock"
LIMIT = 3
[[services]]
binding = "MAIL"
service = "mail"
[[queues.producers]]
queue = "placed"
binding = "PLACED"
[[queues.consumers]]
queue = "paid"
[[d1_databases]]
binding = "DB"
database_name = "orders"
database_id = "1"
[env.staging]
name = "orders-for-staging"
vars = { STOCK_URL = "http://staging" }
[env.production]
[[env.production.services]]
binding = "BILLS"
service = "bills-production"
[[env.production.queues.consumers]]
queue = "paid"
`;

const of = (file: string, text: string): unknown => {
  const stack = readWrangler(file, text);
  return stack?.functions.map(({ handler, name, env, events }) => ({
    handler,
    name,
    env: Object.fromEntries(Object.entries(env).map(([key, { value }]) => [key, value])),
    events,
  }));
};

const ENV = {
  STOCK_URL: 'http://stock',
  LIMIT: '3',
  MAIL: 'mail',
  PLACED: 'placed',
  DB: 'libsql://d1/orders',
  BILLS: 'bills-production',
};

describe('readWrangler', () => {
  it('reads what is bound to a Worker, under the names of all its deployments', () => {
    expect(of('orders/wrangler.toml', TOML)).toEqual([
      { handler: 'src/index.fetch', name: 'orders', env: ENV, events: [] },
      { handler: 'src/index.fetch', name: 'orders-production', env: ENV, events: [] },
      { handler: 'src/index.fetch', name: 'orders-for-staging', env: ENV, events: [] },
      { handler: 'src/index.queue', name: 'orders', env: {}, events: [{ kind: 'message', broker: 'queues', topic: 'paid' }] },
    ]);
  });

  it('reads JSON with comments', () => {
    const text = `{ "name": "orders", // ours
      "main": "worker.mjs", "services": [{ "binding": "MAIL", "service": "mail" }, { "binding": "BROKEN" }], }`;
    expect(of('wrangler.jsonc', text)).toEqual([{ handler: 'worker.fetch', name: 'orders', env: { MAIL: 'mail' }, events: [] }]);
  });

  it.each(['', 'name = "pages"\npages_build_output_dir = "dist"', '[broken'])('takes what runs no code for none: %j', (text) => {
    expect(readWrangler('wrangler.toml', text)).toBeUndefined();
  });
});
