import { describe, expect, it } from 'vitest';

import type { Recalled } from '../../../src/analysis/link/input.js';
import { link } from '../../../src/analysis/link/link.js';
import { linkInput, type SystemSpec } from '../../support/link.js';

const ORDERS = `
  import express from 'express';
  import axios from 'axios';
  import { Pool } from 'pg';
  const app = express();
  const pool = new Pool({ connectionString: process.env.DATABASE_URL });
  app.post('/orders', async (req, res) => {
    await pool.query('INSERT INTO orders VALUES ($1)', [req.body.id]);
    await axios.get('http://billing:3000/invoices/1');
    await axios.get('http://rates.bank.com/today');
    res.json(await axios.get('http://localhost:9999/x'));
  });
  app.get('/health', (req, res) => res.json({}));
  app.listen(process.env.PORT ?? 3001);`;
const BILLING = "import express from 'express';\nexpress().get('/invoices/:id', () => {});\nexpress().listen(3000);\n";
const SYSTEM: SystemSpec = {
  units: { orders: { code: ORDERS, env: { DATABASE_URL: 'postgres://db:5432/shop' } }, billing: BILLING },
  infrastructure: { db: 'postgres' },
};

describe('what a unit tells by itself', () => {
  it('is plain JSON: a system is the same where it was found out before', () => {
    const expected = link(linkInput(SYSTEM));
    const memory = remembering();
    for (const made of [['billing', 'orders'], []]) {
      expect(link({ ...linkInput(SYSTEM), recalled: memory.recalled })).toEqual(expected);
      expect(memory.made.splice(0)).toEqual(made);
    }
    const { datastores, effects, plaintext, addresses } = expected.system;
    expect([datastores, effects, plaintext, addresses].map((all) => all.length)).toEqual([1, 1, 1, 1]);
  });

  it.each<[string, Partial<SystemSpec>]>([
    ['variables', { units: { ...SYSTEM.units, orders: { code: ORDERS, env: { DATABASE_URL: 'postgres://db:5432/other' } } } }],
    ['ports of others', { units: { ...SYSTEM.units, billing: BILLING.replace('3000', '9999') } }],
    ['servers', { infrastructure: { db: 'mysql' } }],
  ])('is found out again where %s are others', (_, change) => {
    const memory = remembering();
    link({ ...linkInput(SYSTEM), recalled: memory.recalled });
    const changed = { ...SYSTEM, ...change };
    expect(link({ ...linkInput(changed), recalled: memory.recalled })).toEqual(link(linkInput(changed)));
    expect(memory.made).toEqual(['billing', 'orders', 'billing', 'orders']);
  });
});

/** As a cache on the disk would, where no code is another; `made` are the units of which something was found out. */
function remembering(): { readonly recalled: Recalled; readonly made: string[] } {
  const known = new Map<string, string>();
  const made: string[] = [];
  const recalled: Recalled = ({ unit }, of, compute) => {
    const key = JSON.stringify([unit.name, of]);
    const found = known.get(key);
    if (found !== undefined) return JSON.parse(found) as ReturnType<typeof compute>;
    if (of.step === 'alone') made.push(unit.name);
    const value = compute();
    known.set(key, JSON.stringify(value));
    return value;
  };
  return { recalled, made };
}
