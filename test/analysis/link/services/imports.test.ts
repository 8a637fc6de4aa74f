import { describe, expect, it } from 'vitest';

import { serviceImports } from '../../../../src/analysis/link/services/imports.js';
import type { Unit } from '../../../../src/model/deployment.js';
import type { ResolvedImport } from '../../../../src/model/system.js';
import { unitAt } from '../../../support/program.js';
import { at } from '../../../support/system.js';

const units = ['bundle', 'carts', 'orders', 'payments', 'stock'].map(unitAt);

/** `bundle/src/main.ts > orders/src/index.ts`; `>t` is for types only. */
function imports(...lines: readonly string[]): ResolvedImport[] {
  return lines.map((line, index) => {
    const [file = '', target = ''] = line.split(/ >t? /);
    const [unit = ''] = file.split('/');
    const [to = ''] = target.split('/');
    return { file, target, typeOnly: line.includes('>t'), at: at(file, index + 1), unit, to: { unit: to } };
  });
}

function told(list: readonly ResolvedImport[], all: readonly Unit[] = units): string[] {
  return serviceImports(list, { units: all }).map(({ from, to, typeOnly }) => `${from} ${typeOnly ? '>t' : '>'} ${to}`);
}

const BUNDLE = [
  'bundle/src/main.ts > carts/src/index.ts',
  'bundle/src/main.ts > orders/src/app/app.module.ts',
  'bundle/src/main.ts > stock/server.js',
];

describe('imports from one service into another', () => {
  it.each([
    { name: 'one of a value', given: ['carts/src/a.ts > orders/src/order.ts'], says: ['carts > orders'] },
    { name: 'one of a type', given: ['carts/src/a.ts >t orders/src/order.ts'], says: ['carts >t orders'] },
    { name: 'none into itself', given: ['carts/src/a.ts > carts/src/b.ts'], says: [] },
    { name: 'none of what starts three others', given: BUNDLE, says: [] },
    {
      name: 'those of what starts three others and is imported itself',
      given: [...BUNDLE, 'payments/src/a.ts > bundle/src/log.ts'],
      says: ['bundle > carts', 'bundle > orders', 'bundle > stock', 'payments > bundle'],
    },
    { name: 'those of what starts two others', given: BUNDLE.slice(1), says: ['bundle > orders', 'bundle > stock'] },
    {
      name: 'those of what takes parts out of three others',
      given: ['carts', 'orders', 'stock'].map((name) => `bundle/src/a.ts > ${name}/src/models/index.ts`),
      says: ['bundle > carts', 'bundle > orders', 'bundle > stock'],
    },
    {
      name: 'those of what takes a class out of three others',
      given: ['carts/src/carts.service.ts', 'orders/src/services/order.service.ts', 'stock/src/parts/index.ts'].map(
        (file) => `bundle/src/a.ts > ${file}`,
      ),
      says: ['bundle > carts', 'bundle > orders', 'bundle > stock'],
    },
    {
      name: 'those of what knows the types of three others',
      given: BUNDLE.map((line) => line.replace('>', '>t')),
      says: ['bundle >t carts', 'bundle >t orders', 'bundle >t stock'],
    },
  ])('are told: $name', ({ given, says }) => {
    expect(told(imports(...given))).toEqual(says);
  });

  it('knows a front door by the entry of its unit', () => {
    const other = units.map((unit) => (unit.name === 'orders' ? { ...unit, entries: ['orders/boot/run.ts'] } : unit));
    const given = imports(...BUNDLE.filter((line) => !line.includes('orders')), 'bundle/src/main.ts > orders/boot/run.ts');
    expect(told(given, other)).toEqual([]);
    expect(told(given)).toHaveLength(3);
  });

  it('leaves out jobs, packages and units that it does not know', () => {
    const job = units.map((unit): Unit => (unit.name === 'carts' ? { ...unit, kind: 'job' } : unit));
    const libs = imports('stock/a.ts > orders/b.ts').map((one): ResolvedImport => ({ ...one, to: { package: '@shop/lib', path: 'libs' } }));
    expect(told([...imports('carts/src/a.ts > orders/src/order.ts', 'stock/a.ts > nobody/b.ts'), ...libs], job)).toEqual([]);
  });
});
