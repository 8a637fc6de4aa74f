import { describe, expect, it } from 'vitest';

import { LOAD_SHOP, SHOP_PROTO, SHOP_SERVER } from '../../../support/grpc.js';
import { edgesOf, looseOf, systemOf, type UnitSpec } from '../../../support/link.js';

const schemas = { protos: [SHOP_PROTO] };
const client = (address: string): string =>
  `${LOAD_SHOP} const orders = new shop.Orders(${address}, grpc.credentials.createInsecure()); orders.find({}, () => undefined);`;

describe('a gRPC call meets', () => {
  it.each<readonly [string, Readonly<Record<string, string | UnitSpec>>, readonly string[]]>([
    ['the unit at the address', { web: client(`'orders:50051'`), orders: SHOP_SERVER }, ['web -> orders grpc shop.Orders/Find [static]']],
    [
      'the only one that implements the service',
      { web: client('process.env.X'), orders: SHOP_SERVER },
      ['web -> orders grpc shop.Orders/Find [static]'],
    ],
    [
      'who the variable names, where nobody implements it',
      { web: client('process.env.ORDERS_ADDR'), orders: '' },
      ['web -> orders grpc shop.Orders/Find [inferred]'],
    ],
    [
      'who implements the service rather than who is guessed by a port',
      {
        web: { code: client('process.env.TARGET'), env: { TARGET: 'localhost:4000' } },
        orders: SHOP_SERVER,
        other: { ports: ['4000:4000'] },
      },
      ['web -> orders grpc shop.Orders/Find [static]'],
    ],
    ['not itself', { orders: `${SHOP_SERVER} ${client(`'orders:50051'`).replace(LOAD_SHOP, '')}` }, []],
  ])('%s', (_, units, says) => {
    expect(edgesOf({ units, schemas })).toEqual(says);
  });

  it('nobody, and is loose', () => {
    expect(looseOf({ units: { web: client('process.env.X') }, schemas })).toEqual(['web call grpc shop.Orders/Find (no-peer)']);
    expect(looseOf({ units: { web: client(`'api.acme.com:443'`) }, schemas })).toEqual(['web call grpc shop.Orders/Find (external)']);
  });

  it('the operation by service and method', () => {
    const { edges } = systemOf({ units: { web: client(`'orders:50051'`), orders: SHOP_SERVER }, schemas });
    expect(edges[0]?.operation).toBe('grpc shop.Orders/Find');
  });
});
