import { describe, expect, it } from 'vitest';

import type { ResolvedImport, SharedPackage } from '../../../../src/model/system.js';
import { systemOf, type SystemSpec } from '../../../support/link.js';
import { at } from '../../../support/system.js';

const DATA = {
  'libs/data/src/index.ts': `export * from './order.js'; export * from './service.js';`,
  'libs/data/src/order.ts': `import { Entity } from 'typeorm'; @Entity('orders') export class Order {}`,
  'libs/data/src/service.ts': `import { DataSource } from 'typeorm'; import { Order } from './order.js';
    export const source = new DataSource({ type: 'postgres', url: 'postgres://db/shop', entities: [Order] });`,
};
const USES = `import { source } from '@shop/data'; import { Order } from '@shop/data'; await source.getRepository(Order).save({});`;

function used(unit: string, line = 1, parts: Partial<ResolvedImport> = {}): ResolvedImport {
  return {
    unit,
    file: `${unit}/src/main.ts`,
    target: 'libs/data/src/index.ts',
    typeOnly: false,
    at: at(`${unit}/src/main.ts`, line),
    to: { package: '@shop/data', path: 'libs/data' },
    ...parts,
  };
}

function packages(imports: readonly ResolvedImport[], spec: Partial<SystemSpec> = {}): readonly SharedPackage[] {
  return systemOf({
    units: { orders: USES, billing: USES },
    files: DATA,
    packages: [{ name: '@shop/data', path: 'libs/data', main: 'libs/data/src/index.ts', subpaths: {} }],
    imports,
    ...spec,
  }).packages;
}

describe('libraries of the repository', () => {
  it('have their users, entities and ways to data', () => {
    expect(packages([used('orders', 3), used('orders', 1), used('billing')])).toMatchObject([
      {
        name: '@shop/data',
        path: 'libs/data',
        users: [
          { service: 'billing', at: { line: 1 } },
          { service: 'orders', at: { line: 1 } },
        ],
        entities: [{ name: 'orders', at: { file: 'libs/data/src/order.ts' } }],
        dataAccess: [{ file: 'libs/data/src/service.ts' }],
        logic: [],
      },
    ]);
  });

  it('are used for their domain by who reaches it', () => {
    const files = { ...DATA, 'libs/data/src/index.ts': `${DATA['libs/data/src/index.ts']} export const NAME = 'shop';` };
    const units = { orders: USES, billing: `import { NAME } from '@shop/data'; import axios from 'axios'; axios.get(NAME);` };
    const [data] = packages([used('orders'), used('billing')], { files, units });
    expect(data?.users.map(({ service, besidesDomain = false }) => [service, besidesDomain])).toEqual([
      ['billing', true],
      ['orders', false],
    ]);
  });

  it('are used by services that import more than types', () => {
    expect(packages([used('orders', 1, { typeOnly: true })])).toEqual([]);
    expect(packages([used('migrate')])).toEqual([]);
  });

  it('are no services', () => {
    expect(packages([used('orders', 1, { to: { unit: 'billing' } })])).toEqual([]);
    expect(packages([used('orders', 1, { to: { package: 'billing', path: 'billing' } })])).toEqual([]);
  });

  it('leave to services in folders below what is theirs', () => {
    const [found] = packages([used('orders')], { units: { orders: USES, billing: { path: 'libs/data/src', code: { 'none.ts': '' } } } });
    expect(found).toMatchObject({ path: 'libs/data', entities: [], dataAccess: [] });
  });

  it('have the models of their Prisma schema, and business logic', () => {
    const [found] = packages([used('orders', 1, { to: { package: '@shop/domain', path: 'libs/domain' } })], {
      files: {
        'libs/domain/src/price.ts':
          'export class Price { constructor(private rate: number) {} of(cents: number) { return cents * this.rate; } }',
      },
      schemas: {
        prisma: [
          {
            file: 'libs/domain/schema.prisma',
            provider: 'postgresql',
            models: [{ name: 'Line', table: 'line', schema: 'sales', line: 7 }],
          },
        ],
      },
    });
    expect(found?.entities).toEqual([{ name: 'sales.line', engine: 'postgres', at: at('libs/domain/schema.prisma', 7) }]);
    expect(found?.logic.map(({ name }) => name)).toEqual(['Price']);
  });
});
