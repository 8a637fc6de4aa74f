import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { folder, msa } from '../support/msa.js';
import { clean, type Files, service } from '../support/shop.js';

/** `orders` asks `billing` by its environment; nobody is behind the address of the warehouse. */
const files: Files = {
  ...clean,
  ...service(
    'orders',
    `import axios from 'axios';
import express from 'express';
import { Pool } from 'pg';
const pool = new Pool({ connectionString: process.env.DATABASE_URL });
const app = express();
app.get('/orders', async (req, res) => {
  const lines = await pool.query('SELECT id FROM line');
  for (const line of lines.rows) await price(line.id);
  await axios.get(process.env.DEPOT_URL + '/parcels');
  res.json([]);
});
const price = (id) => axios.get(\`\${process.env.BILLING_URL}/invoices\`);
app.listen(3000);
`,
  ),
  ...service('warehouse', "import express from 'express';\nexpress().get('/parcels', (req, res) => res.json([])).listen(3000);\n"),
  'docker-compose.yml': `services:
  orders:
    build: services/orders
    environment:
      BILLING_URL: http://billing:3000
      DEPOT_URL: http://depot:3000
      DATABASE_URL: postgres://app:s3cret@db:5432/orders
  billing:
    build: services/billing
  warehouse:
    build: services/warehouse
  db:
    image: postgres:16
`,
};

describe('msa why', () => {
  it('tells the edge, its code, the way to it and the entry that decided', async () => {
    const { code, stdout, stderr } = await msa(['why', 'orders', 'billing'], { cwd: await folder(files) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`orders reaches billing directly: 1 edge

http   GET /invoices · sync, static
   ┌─ services/orders/src/main.ts:12:23
12 │ const price = (id) => axios.get(\`\${process.env.BILLING_URL}/invoices\`);
   │                       ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ orders → billing
  via  GET /orders (route, services/orders/src/main.ts:6:20) → services/orders/src/main.ts:8:40 →
       services/orders/src/main.ts:12:23, in a loop over lines.rows
       (services/orders/src/main.ts:8:3)
  env  BILLING_URL=http://billing:3000 from docker-compose.yml:5:20
  in   docker-compose.yml
`);
  });

  it('tells how a datastore is opened and used, and no credentials', async () => {
    const { stdout } = await msa(['why', 'orders', 'postgres://db:5432/orders'], { cwd: await folder(files) });
    expect(stdout).toContain('orders opens postgres://db:5432/orders\n');
    expect(stdout).toContain('… orders reads line\n');
    expect(stdout).toContain('env  DATABASE_URL=postgres://…@db:5432/orders from docker-compose.yml:7:21\n');
    expect(stdout).not.toContain('s3cret');
  });

  it('says what is known where nothing leads there', async () => {
    const { code, stdout } = await msa(['why', 'orders', 'warehouse'], { cwd: await folder(files) });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `nothing was found that leads from orders to warehouse

  seen 1 file · calls 2 resolved, 0 unresolved · datastores 1 resolved, 0 unresolved
  who  nobody was found who reaches warehouse

1 loose end of orders could be it:
  ┌─ services/orders/src/main.ts:9:9 … GET http://depot:3000/parcels (nobody is known by that name)
`,
    });
  });

  it('goes over others', async () => {
    const { stdout } = await msa(['why', 'orders', 'billingdb'], { cwd: await folder(files) });
    expect(stdout).toMatch(/^orders reaches postgres:\/\/db:5432\/billingdb over others: orders → billing →\n/);
  });

  it('answers programs', async () => {
    const root = await folder(files);
    await msa(['why', 'orders', 'billing', '--format', 'json=why.json'], { cwd: root });
    const answer: unknown = JSON.parse(await readFile(path.join(root, 'why.json'), 'utf8'));
    expect(answer).toMatchObject({
      schemaVersion: 1,
      from: 'orders',
      to: { kind: 'service', name: 'billing' },
      answer: 'direct',
      paths: [
        [
          {
            kind: 'calls',
            edges: [
              {
                protocol: 'http',
                name: 'GET /invoices',
                env: [{ name: 'BILLING_URL', value: 'http://billing:3000', source: 'compose', profile: 'docker-compose.yml' }],
                ways: [{ entry: { kind: 'route', name: 'GET /orders' }, loops: [{ over: 'lines.rows' }] }],
              },
            ],
          },
        ],
      ],
    });
    const none = await msa(['why', 'billing', 'orders', '--format', 'json'], { cwd: root });
    expect(JSON.parse(none.stdout)).toMatchObject({ answer: 'none', paths: [], instead: { reverse: [{ name: 'GET /invoices' }] } });
  });

  it.each([
    [['ordrs', 'billing'], 'there is no service "ordrs"\n  hint  Did you mean orders?'],
    [['orders', 'bill'], 'there is no service or datastore "bill"\n  hint  Did you mean billing?'],
    [['billingdb', 'orders'], '"billingdb" is a datastore, which asks nobody\n  hint  Name the service first: msa why orders billingdb.'],
    [['orders', 'orders'], '"orders" is asked about itself'],
    [['orders', 'db'], '2 datastores are called "db"\n  hint  Name one of postgres://db:5432/billingdb and postgres://db:5432/orders.'],
    [['orders', 'billing', '--format', 'html'], 'there is no format "html"'],
    [['orders'], 'the argument "to" is missing'],
  ])('%j is refused', async (args, message) => {
    expect(await msa(['why', ...args], { cwd: await folder(files) })).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(message) as string,
    });
  });
});
