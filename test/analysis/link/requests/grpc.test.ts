import { describe, expect, it } from 'vitest';

import type { Schemas } from '../../../../src/model/schema.js';
import { edgesOf, looseOf, systemOf, type UnitSpec } from '../../../support/link.js';

const PROTO: Schemas['protos'][number] = {
  file: 'proto/shop.proto',
  package: 'shop',
  services: [
    {
      name: 'Orders',
      line: 3,
      methods: [
        { name: 'Find', line: 4 },
        { name: 'listAll', line: 5 },
      ],
    },
  ],
};
const schemas = { protos: [PROTO] };
const LOAD = `import grpc from '@grpc/grpc-js'; import loader from '@grpc/proto-loader'; const { shop } = grpc.loadPackageDefinition(loader.loadSync('shop.proto'));`;
const client = (address: string): string =>
  `${LOAD} const orders = new shop.Orders(${address}, grpc.credentials.createInsecure()); orders.find({}, () => undefined);`;
const server = `${LOAD} const server = new grpc.Server(); server.addService(shop.Orders.service, { find: () => undefined }); server.bindAsync('0.0.0.0:50051', null, () => undefined);`;

describe('a gRPC call meets', () => {
  it.each<readonly [string, Readonly<Record<string, string | UnitSpec>>, readonly string[]]>([
    ['the unit at the address', { web: client(`'orders:50051'`), orders: server }, ['web -> orders grpc shop.Orders/Find [static]']],
    [
      'the only one that implements the service',
      { web: client('process.env.X'), orders: server },
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
        orders: server,
        other: { ports: ['4000:4000'] },
      },
      ['web -> orders grpc shop.Orders/Find [static]'],
    ],
    ['not itself', { orders: `${server} ${client(`'orders:50051'`).replace(LOAD, '')}` }, []],
  ])('%s', (_, units, says) => {
    expect(edgesOf({ units, schemas })).toEqual(says);
  });

  it('nobody, and is loose', () => {
    expect(looseOf({ units: { web: client('process.env.X') }, schemas })).toEqual(['web call grpc shop.Orders/Find (no-peer)']);
    expect(looseOf({ units: { web: client(`'api.acme.com:443'`) }, schemas })).toEqual(['web call grpc shop.Orders/Find (external)']);
  });

  it('the operation by service and method', () => {
    const { edges } = systemOf({ units: { web: client(`'orders:50051'`), orders: server }, schemas });
    expect(edges[0]?.operation).toBe('grpc shop.Orders/Find');
  });
});
