import { describe, expect, it } from 'vitest';

import { extract } from '../../../../src/analysis/extract/extract.js';
import { isDomainPackage, logicIn, logicOf } from '../../../../src/analysis/link/services/domain-logic.js';
import { at } from '../../../support/system.js';

describe('a package of the domain', () => {
  it.each([
    ['@shop/domain', 'libs/domain', true],
    ['@shop/order-models', 'libs/order-models', true],
    ['@shop/kernel', 'packages/entities', true],
    ['@shop/core', 'packages/core', false],
    ['@domain/logging', 'domain/logging', false],
  ])('is known by its name: %s at %s', (name, path, is) => {
    expect(isDomainPackage({ name, path })).toBe(is);
  });
});

function logic(code: string, isDomain: boolean, entities: readonly string[] = []): string[] {
  const known = entities.map((name) => ({ name, at: at('libs/a.ts') }));
  return logicIn({ file: 'libs/a.ts', logic: logicOf(extract('libs/a.ts', code)) }, { entities: known, isDomain }).map(({ name }) => name);
}

const PRICING = `export class Pricing { constructor(private readonly rate: number) {} of(cents: number) { return cents * this.rate; } }`;

describe('logic of a library', () => {
  it.each([
    { name: 'an object with behaviour', code: PRICING, says: ['Pricing'] },
    { name: 'an object with what it computes', code: 'export class Cart { get total() { return 1; } }', says: ['Cart'] },
    { name: 'an object of a class of its own', code: `class Base {}\n${PRICING.replace('{', 'extends Base {')}`, says: ['Pricing'] },
    { name: 'no data', code: 'export class Cart { lines: string[] = []; }', says: [] },
    {
      name: 'no data that can be compared and shown',
      code: 'export class Id { equals(o: Id) { return o === this; } toString() { return ""; } }',
      says: [],
    },
    { name: 'no failure', code: 'export class StockError extends Error { hint() { return 1; } }', says: [] },
    { name: 'no building block', code: 'export class Result { map() { return 1; } }', says: [] },
    { name: 'no abstract class', code: 'export abstract class Root { apply() { return 1; } }', says: [] },
    {
      name: 'no class of a framework',
      code: `import { Base } from 'framework';\nexport class Cart extends Base { add() { return 1; } }`,
      says: [],
    },
    {
      name: 'no decorated class',
      code: `import { Injectable } from '@nestjs/common';\n@Injectable() export class Clock { now() { return 1; } }`,
      says: [],
    },
  ])('of the domain is $name', ({ code, says }) => {
    expect(logic(code, true)).toEqual(says);
  });

  it('of any other package is what works on entities', () => {
    const service = `import { InjectRepository } from '@nestjs/typeorm';
      export class StockService { constructor(@InjectRepository(Item) private items: unknown) {} add() { return 1; } take() { return 2; } }`;
    expect(logic(service, false)).toEqual(['StockService']);
    expect(
      logic('export class StockService { constructor(private items: Item) {} add() { return 1; } take() { return 2; } }', false, ['item']),
    ).toEqual(['StockService']);
    expect(
      logic('export class StockService { constructor(private log: Logger) {} add() { return 1; } take() { return 2; } }', false, ['item']),
    ).toEqual([]);
    expect(logic('export class StockService { constructor(private items: ItemRepository) {} add() { return 1; } }', false)).toEqual([]);
    expect(logic(PRICING, false)).toEqual([]);
  });
});
