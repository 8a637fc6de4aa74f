import { describe, expect, it } from 'vitest';

import { systemOf, type SystemSpec } from '../../../support/link.js';

const ORDERS = `import express from 'express';
import { Column, Entity } from 'typeorm';

@Entity('orders')
export class Order { @Column() id: string; }

// routes
express().get('/orders', (req, res) => res.json([]));
`;

describe('services', () => {
  it('have what they are, offer and define, in order of name', () => {
    const { services } = systemOf({ units: { orders: { code: ORDERS, team: 'sales' }, billing: { language: 'go', path: 'svc/billing' } } });
    expect(services).toMatchObject([
      { name: 'billing', path: 'svc/billing', language: 'go', analysed: false, files: 0, linesOfCode: 0, operations: [], entities: [] },
      {
        name: 'orders',
        kind: 'service',
        team: 'sales',
        analysed: true,
        files: 1,
        linesOfCode: 5,
        operations: [{ name: 'GET /orders' }],
        entities: [{ name: 'orders', at: { file: 'orders/src/main.ts', line: 4 } }],
      },
    ]);
    expect(services[0]).not.toHaveProperty('team');
  });

  it.each<readonly [string, Partial<SystemSpec>, readonly string[]]>([
    [
      'tables that their SQL files create',
      {
        schemas: {
          sql: [
            {
              file: 'orders/db/1.sql',
              databases: [],
              tables: [
                { name: 'line', schema: 'sales', line: 2, verb: 'create' },
                { name: 'old', line: 3, verb: 'alter' },
              ],
            },
          ],
        },
      },
      ['sales.line'],
    ],
    [
      'models of their Prisma schema',
      {
        schemas: {
          prisma: [{ file: 'orders/prisma/schema.prisma', provider: 'postgresql', models: [{ name: 'Line', table: 'line', line: 1 }] }],
        },
      },
      ['line'],
    ],
    [
      'nothing of what another has',
      { schemas: { sql: [{ file: 'billing/db/1.sql', databases: [], tables: [{ name: 'invoice', line: 2, verb: 'create' }] }] } },
      [],
    ],
  ])('define %s', (_, spec, expected) => {
    const { services } = systemOf({ units: { orders: '', billing: '' }, ...spec });
    expect(services.find(({ name }) => name === 'orders')?.entities.map(({ name }) => name)).toEqual(expected);
  });
});
