import { describe, expect, it } from 'vitest';

import { prismaFiles, prismaOpen } from '../../../../src/analysis/link/stores/prisma.js';
import { env, lit, show } from '../../../../src/model/residual.js';
import type { PrismaFile, Schemas } from '../../../../src/model/schema.js';
import { callOf, make } from '../../../support/calls.js';
import { linkInput } from '../../../support/link.js';

function schema(file: string, parts: Partial<PrismaFile> = {}): PrismaFile {
  return { file, provider: 'postgresql', urlEnv: 'DATABASE_URL', models: [], ...parts };
}

function fileOf(prisma: readonly PrismaFile[], code = ''): string | undefined {
  const input = linkInput({
    units: { orders: code },
    files: {
      'libs/data/index.ts': `export const one = 1; import { PrismaClient } from '@prisma/client'; export const client = new PrismaClient();`,
    },
    packages: [{ name: '@shop/data', path: 'libs/data', main: 'libs/data/index.ts', subpaths: {} }],
  });
  const [unit] = input.units;
  const schemas: Schemas = { protos: [], sql: [], graphql: [], openapi: [], asyncapi: [], problems: [], prisma };
  return unit && prismaFiles(unit, schemas, input.discovery.packages)({ call: callOf(make('@prisma/client.PrismaClient')) })?.file;
}

describe('the Prisma schema of a unit', () => {
  it.each([
    ['its own', [schema('orders/prisma/schema.prisma'), schema('billing/schema.prisma')], '', 'orders/prisma/schema.prisma'],
    [
      'the part of it that names the engine',
      [schema('orders/a.prisma', { provider: undefined } as never), schema('orders/b.prisma')],
      '',
      'orders/b.prisma',
    ],
    [
      'that of a package whose code it uses',
      [schema('libs/data/schema.prisma'), schema('billing/schema.prisma')],
      `import { client } from '@shop/data'; await client.order.findMany();`,
      'libs/data/schema.prisma',
    ],
    ['the only one', [schema('prisma/schema.prisma')], '', 'prisma/schema.prisma'],
    ['none of two others', [schema('a/schema.prisma'), schema('b/schema.prisma')], '', undefined],
  ])('is %s', (_, files, code, expected) => {
    expect(fileOf(files, code)).toBe(expected);
  });
});

describe('a Prisma client', () => {
  const open = { kind: 'open', engine: 'prisma', call: callOf(make('@prisma/client.PrismaClient')) } as const;

  it.each([
    ['what the schema names', open, schema('s.prisma'), 'postgresql process.env.DATABASE_URL'],
    ['a URL in the schema', open, { file: 's.prisma', provider: 'sqlite', url: 'file:dev.db', models: [] }, 'sqlite file:dev.db'],
    ['what its constructor is told', { ...open, url: env('OTHER') }, schema('s.prisma'), 'postgresql process.env.OTHER'],
    ['nothing that is known', { ...open, url: lit('x') }, undefined, 'prisma x'],
  ])('opens %s', (_, given, file, expected) => {
    const { engine, url } = prismaOpen(given, file);
    expect(`${typeof engine === 'string' ? engine : show(engine)} ${url ? show(url) : ''}`).toBe(expected);
  });
});
