import { describe, expect, it } from 'vitest';

import { crossings, type CrossingInput } from '../../../src/analysis/imports/crossings.js';
import type { Unit } from '../../../src/model/deployment.js';
import type { ModuleLinks } from '../../../src/model/module-digest.js';

const unit = (name: string, path: string, excludes: readonly string[] = []): Unit => ({
  name,
  path,
  excludes,
  language: 'ts',
  kind: 'service',
  aliases: [name],
  entries: [],
  sources: [path],
  dependencies: {},
  evidence: [],
  declared: false,
});

const module = (file: string, ...targets: readonly string[]): [string, ModuleLinks] => [
  file,
  {
    imports: targets.map((from, i) => ({ from, line: i + 1, column: 1, names: ['*'] })),
    exports: [],
    stars: [],
  },
];

/** Specifiers are files of the repository in these tests. */
function crossed(modules: CrossingInput['modules'], units: readonly Unit[]): string[] {
  const packages = [{ name: '@shop/contracts', path: 'packages/contracts', subpaths: {} }];
  const resolveImport = (_: string, specifier: string): object => (modules.has(specifier) ? { file: specifier } : { external: specifier });
  return crossings({ modules, units, packages, resolveImport }).map(
    ({ unit: from, to, target, at }) => `${from} -> ${'unit' in to ? to.unit : to.package} (${target} at ${at.file}:${String(at.line)})`,
  );
}

const UNITS = [unit('orders', 'services/orders'), unit('billing', 'services/billing')];

describe('crossings', () => {
  it.each([
    ['within the service', ['services/orders/a.ts', 'services/orders/b.ts'], []],
    ['of a library', ['services/orders/a.ts', 'express'], []],
    [
      'of another service',
      ['services/orders/a.ts', 'services/billing/tax.ts'],
      ['orders -> billing (services/billing/tax.ts at services/orders/a.ts:1)'],
    ],
    [
      'of a package of the repository',
      ['services/orders/a.ts', 'packages/contracts/order.ts'],
      ['orders -> @shop/contracts (packages/contracts/order.ts at services/orders/a.ts:1)'],
    ],
    [
      'of a plain folder',
      ['services/orders/a.ts', 'shared/models/order.ts'],
      ['orders -> shared/models (shared/models/order.ts at services/orders/a.ts:1)'],
    ],
    ['of a file that nobody owns', ['services/orders/a.ts', 'settings.ts'], []],
    ['from a file that nobody owns', ['scripts/seed.ts', 'services/billing/tax.ts'], []],
  ])('an import %s', (_, [file = '', target = ''], expected) => {
    const files = [
      'services/orders/b.ts',
      'services/billing/tax.ts',
      'packages/contracts/order.ts',
      'scripts/seed.ts',
      'shared/models/order.ts',
      'settings.ts',
    ];
    expect(crossed(new Map([...files.map((f) => module(f)), module(file, target)]), UNITS)).toEqual(expected);
  });

  it.each([
    ['@shop/billing/client', []],
    ['@shop/billing/tax', ['orders -> billing (services/billing/tax.ts at services/orders/a.ts:1)']],
    ['@shop/billing/types', ['orders -> billing (services/billing/tax.ts at services/orders/a.ts:1)']],
  ])('of what the package of a service exports, a contract is none of its inside: %s', (from, expected) => {
    const modules = new Map([module('services/orders/a.ts', from), module('services/billing/tax.ts')]);
    const file = 'services/billing/tax.ts';
    const packages = [{ name: '@shop/billing', path: 'services/billing', subpaths: { client: file, tax: file } }];
    const found = crossings({ modules, units: UNITS, packages, resolveImport: () => ({ file }) });
    expect(
      found.map(({ unit: of, to, target, at }) => `${of} -> ${'unit' in to ? to.unit : ''} (${target} at ${at.file}:${String(at.line)})`),
    ).toEqual(expected);
  });

  it('what stands beside a service in the folder of another one is common to both', () => {
    const outer: Unit = { ...unit('shop', 'shop', ['shop/orders']), entries: ['shop/api/main.ts'] };
    const targets = ['shop/config/queue.ts', 'shop/api/route.ts', 'shop/src/model.ts', 'shop/main.ts'];
    const modules = new Map([...targets.map((file) => module(file)), module('shop/orders/a.ts', ...targets)]);
    expect(crossed(modules, [outer, unit('orders', 'shop/orders')])).toEqual([
      'orders -> shop/config (shop/config/queue.ts at shop/orders/a.ts:1)',
      'orders -> shop (shop/api/route.ts at shop/orders/a.ts:2)',
      'orders -> shop (shop/src/model.ts at shop/orders/a.ts:3)',
      'orders -> shop (shop/main.ts at shop/orders/a.ts:4)',
    ]);
  });

  it('a folder inside another belongs to the inner service', () => {
    const units = [unit('shop', '.', ['services/orders']), unit('orders', 'services/orders')];
    const modules = new Map([module('services/orders/a.ts', 'main.ts'), module('main.ts', 'services/orders/a.ts')]);
    expect(crossed(modules, units)).toEqual([
      'shop -> orders (services/orders/a.ts at main.ts:1)',
      'orders -> shop (main.ts at services/orders/a.ts:1)',
    ]);
  });
});
