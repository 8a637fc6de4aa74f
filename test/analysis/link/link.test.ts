import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { LinkInput } from '../../../src/analysis/link/input.js';
import { link } from '../../../src/analysis/link/link.js';
import { linkInput, systemOf, type SystemSpec } from '../../support/link.js';
import { analysis } from '../../support/system.js';
import { check } from '../../../src/rules/check.js';

const SHOP: SystemSpec = {
  units: {
    orders: {
      env: { DATABASE_URL: 'postgres://db/shop', BILLING: 'http://billing:3000' },
      code: `import express from 'express'; import axios from 'axios'; import { Pool } from 'pg'; import { connect } from 'nats';
        const pool = new Pool({ connectionString: process.env.DATABASE_URL });
        const nc = await connect();
        const app = express();
        app.post('/orders', async (req, res) => {
          for (const line of req.body.lines) await axios.get(process.env.BILLING + '/prices/' + line.sku);
          await pool.query('INSERT INTO orders VALUES (1)');
          nc.publish('order.placed');
          await axios.get('https://api.stripe.com/v1');
          await axios.get(req.body.callback);
          res.end();
        });
        app.listen(3000);`,
    },
    billing: {
      env: { DATABASE_URL: 'postgres://db/shop' },
      code: `import express from 'express'; import axios from 'axios'; import { Pool } from 'pg'; import { connect } from 'nats';
        const pool = new Pool({ connectionString: process.env.DATABASE_URL });
        const other = new Pool({ connectionString: process.env.ELSEWHERE });
        const nc = await connect();
        nc.subscribe('order.placed');
        const app = express();
        app.get('/prices/:sku', async (req, res) => {
          await axios.get('http://orders:3000/orders');
          await pool.query('SELECT * FROM orders');
          res.end();
        });
        app.listen(3000);`,
    },
  },
  infrastructure: { db: 'postgres' },
};
const INPUT = linkInput(SHOP);

describe('the linked system', () => {
  it('has all ways in which its services meet', () => {
    const { system } = link(INPUT);
    expect(system.services.map(({ name }) => name)).toEqual(['billing', 'orders']);
    expect(system.edges.map(({ from, to, protocol }) => `${from} ${protocol} ${to}`)).toEqual([
      'billing http orders',
      'orders event billing',
      'orders http billing',
    ]);
    expect(system.datastores.map(({ id }) => id)).toEqual(['postgres://db:5432/shop', 'postgres://{ELSEWHERE}:5432/? (billing)']);
    expect(system.topics.map(({ name }) => name)).toEqual(['order.placed']);
    expect(system.flows.map(({ service, entry }) => `${service} ${entry.name}`)).toContain('orders POST /orders');
    expect(system.loose.map(({ why }) => why).sort()).toEqual(['external', 'unresolved', 'unresolved']);
  });

  it('counts what could be resolved', () => {
    expect(link(INPUT).services).toEqual({
      billing: {
        files: 1,
        parseErrors: 0,
        resolvedCalls: 1,
        unresolvedCalls: 0,
        unresolvedRoutes: 0,
        resolvedDatastores: 1,
        unresolvedDatastores: 1,
      },
      orders: {
        files: 1,
        parseErrors: 0,
        resolvedCalls: 3,
        unresolvedCalls: 1,
        unresolvedRoutes: 0,
        resolvedDatastores: 1,
        unresolvedDatastores: 0,
      },
    });
  });

  it('counts what could not be parsed', () => {
    const { services } = link(linkInput({ units: { orders: 'const = ;' } }));
    expect(services.orders?.parseErrors).toBeGreaterThan(0);
  });

  it('has what the manifest declares only where there is one', () => {
    expect(systemOf({ units: { orders: '' } })).not.toHaveProperty('declared');
  });
});

/** The same, in another order. */
function shuffled(input: LinkInput, turn: number): LinkInput {
  const turned = <T>(list: readonly T[]): T[] => {
    const at = list.length === 0 ? 0 : turn % list.length;
    const moved = [...list.slice(at), ...list.slice(0, at)];
    return turn % 2 === 0 ? moved : moved.reverse();
  };
  const { discovery } = input;
  return {
    ...input,
    discovery: {
      ...discovery,
      units: turned(discovery.units),
      profiles: turned(discovery.profiles.map((profile) => ({ ...profile, deployments: turned(profile.deployments) }))),
    },
    units: turned(input.units.map((unit) => ({ ...unit, signals: turned(unit.signals) }))),
    imports: turned(input.imports),
    digests: new Map(turned([...input.digests])),
  };
}

const THREE: SystemSpec = {
  ...SHOP,
  units: {
    ...SHOP.units,
    carts: `import axios from 'axios'; await axios.get('http://orders/orders'); await axios.get('http://billing/prices/1');`,
  },
};

describe('link', () => {
  it('gives the same for every order of units and signals', () => {
    const input = linkInput(THREE);
    const expected = link(input);
    fc.assert(
      fc.property(fc.nat(60), (turn) => {
        expect(link(shuffled(input, turn))).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it.each(['aaa', 'mmm', 'zzz'])('loses no finding by a service that has to do with nobody: %s', (name) => {
    const findings = (spec: SystemSpec): string[] =>
      check(analysis(systemOf(spec)), { manifest: undefined }).map(({ id, severity }) => `${severity} ${id}`);
    const before = findings(SHOP);
    const code = `import express from 'express'; express().get('/${name}', (req, res) => res.end());`;
    const after = findings({ ...SHOP, units: { ...SHOP.units, [name]: code } });
    expect(before.length).toBeGreaterThan(2);
    expect(before.filter((finding) => !after.includes(finding))).toEqual([]);
  });
});
