import { describe, expect, it } from 'vitest';

import {
  grpcOperations,
  protoServices,
  rpcName,
  serviceNames,
  simpleName,
} from '../../../../src/analysis/link/operations/grpc-services.js';
import { env, external, lit } from '../../../../src/model/residual.js';
import { SHOP_PROTO, SHOP_SERVER } from '../../../support/grpc.js';
import { contextFor, placeWith } from '../../../support/link.js';

const schemas = { protos: [SHOP_PROTO] };

describe('gRPC services', () => {
  it.each([
    ['shop.Orders', ['shop.Orders']],
    ['Orders', ['shop.Orders']],
    ['other.Orders', ['shop.Orders']],
    ['Carts', []],
  ])('%s means %j', (name, expected) => {
    expect(
      protoServices(name, { ...schemas, prisma: [], sql: [], graphql: [], openapi: [], asyncapi: [], problems: [] }).map((s) => s.name),
    ).toEqual(expected);
  });

  it('have names', () => {
    expect(simpleName('shop.v1.Orders')).toBe('Orders');
    expect(serviceNames(lit('shop.Orders'), placeWith())).toEqual(['shop.Orders']);
    expect(serviceNames(env('SERVICE'), placeWith({ SERVICE: 'Orders' }))).toEqual(['Orders']);
    expect(serviceNames(external('@acme/protos.ORDERS.service'), placeWith())).toEqual(['ORDERS']);
    expect(serviceNames(lit(''), placeWith())).toEqual([]);
  });

  it('have methods as the proto file writes them', () => {
    const [proto] = protoServices('Orders', { ...schemas, prisma: [], sql: [], graphql: [], openapi: [], asyncapi: [], problems: [] });
    expect(rpcName('listall', proto)).toBe('listAll');
    expect(rpcName('cancel', proto)).toBe('Cancel');
    expect(rpcName('find', undefined)).toBe('Find');
  });

  it('are offered by who implements them', () => {
    const context = contextFor({ units: { orders: SHOP_SERVER }, schemas });
    const [linked] = context.linked;
    const [place] = context.places.get('orders') ?? [];
    const found = linked && place ? grpcOperations(linked, place, context.schemas) : [];
    expect(found.map(({ operation }) => [operation.name, operation.resource, operation.technical])).toEqual([
      ['grpc shop.Orders/Find', 'Orders', false],
    ]);
  });
});
