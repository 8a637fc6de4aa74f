import { describe, expect, it } from 'vitest';

import { definitionOf, tableOf, tablesOf } from '../../../../src/analysis/link/stores/tables.js';
import { anyOf, classResidual, lit, template, unknown } from '../../../../src/model/residual.js';
import type { AccessSignal, EntitySignal } from '../../../../src/model/signal.js';
import { callOf, make } from '../../../support/calls.js';
import { placeWith } from '../../../support/link.js';
import { at } from '../../../support/system.js';

const place = placeWith();
const call = callOf(make('remote.query'));
const cls = classResidual('a.ts', 0, undefined);
const entity: EntitySignal = {
  kind: 'entity',
  engine: undefined,
  name: 'OrderLine',
  table: lit('lines'),
  cls: { cls, name: 'OrderLine', at: at('a.ts', 3), decorators: [], fields: [] },
  call: undefined,
};
const prisma = {
  file: 's.prisma',
  models: [
    { name: 'Order', table: 'orders', line: 1 },
    { name: 'Rate', table: 'rate', schema: 'sales', line: 9 },
  ],
};

function tables(parts: Partial<AccessSignal>): string[] {
  const access: AccessSignal = { kind: 'access', engine: undefined, access: 'read', call, ...parts };
  return tablesOf(access, {
    place,
    entities: [entity, { ...entity, name: 'Cart', table: undefined, cls: undefined }] as EntitySignal[],
    prisma,
  }).map((one) => `${one.access} ${one.table}`);
}

describe('the tables of an access', () => {
  it.each<readonly [string, Partial<AccessSignal>, readonly string[]]>([
    ['by name', { table: lit('orders') }, ['read orders']],
    ['by a name that is one of two', { table: anyOf([lit('a'), lit('b')]), access: 'write' }, ['write a', 'write b']],
    ['by the class of an entity', { table: cls }, ['read lines']],
    ['by the name of an entity', { table: lit('OrderLine') }, ['read lines']],
    ['by the name of an entity without a table', { table: lit('Cart') }, ['read cart']],
    ['by the name of a model', { table: lit('order'), engine: 'prisma' }, ['read orders']],
    ['by the name of a model with a schema', { table: lit('rate'), engine: 'prisma' }, ['read sales.rate']],
    ['of SQL, each as it is used', { sql: lit('INSERT INTO a SELECT * FROM b') }, ['write a', 'read b']],
    ['of SQL with holes', { sql: template([lit('SELECT * FROM orders WHERE id = '), unknown('id')]) }, ['read orders']],
    ['of nothing that is known', { table: unknown('name') }, []],
    ['of an empty name', { table: lit('') }, []],
    ['of another class', { table: classResidual('b.ts', 1, undefined) }, []],
  ])('%s', (_, parts, expected) => {
    expect(tables(parts)).toEqual(expected);
  });
});

describe('an entity', () => {
  it.each<readonly [string, Partial<EntitySignal>, string | undefined]>([
    ['has the table it names', {}, 'lines'],
    ['has a table in snake case', { table: undefined }, 'order_line'],
    ['has a collection in the plural', { table: undefined, engine: 'mongodb' }, 'orderlines'],
    ['has none that is not known', { table: unknown('x') }, undefined],
  ])('%s', (_, parts, expected) => {
    expect(tableOf({ ...entity, ...parts }, place)).toBe(expected);
  });

  it('is written down at its class, else at its call', () => {
    expect(definitionOf(entity, place)).toEqual({ name: 'lines', at: at('a.ts', 3) });
    expect(definitionOf({ ...entity, cls: undefined, call, engine: 'mongodb' } as unknown as EntitySignal, place)).toEqual({
      name: 'lines',
      at: call.at,
      engine: 'mongodb',
    });
  });
});
