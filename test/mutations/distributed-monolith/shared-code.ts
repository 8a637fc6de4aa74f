import type { Mutation } from '../mutation.js';

const rule = 'distributed-monolith/shared-domain-library';

const packageOf = (name: string): string =>
  `{ "name": "@tannenhof/${name}", "version": "1.0.0", "private": true, "main": "dist/index.js" }`;

/** Orders and payments calculate with the same code. */
function both(shape: string, line: string, files: Mutation['edits']): Mutation {
  const use = (before: string): string => `${line.replace('\n', ' // found here\n')}\n${before}`;
  return {
    shape,
    rule,
    services: ['orders', 'payments'],
    edits: { ...files, 'services/orders/src/orders/routes.ts': use, 'services/payments/src/payments/routes.ts': use },
  };
}

const PRICES = `export class PriceCalculator {
  total(lines: readonly { cents: number; quantity: number }[]): number {
    let sum = 0;
    for (const { cents, quantity } of lines) {
      if (quantity > 10) sum += Math.round(cents * quantity * 0.95);
      else sum += cents * quantity;
    }
    return sum;
  }
}
export class DiscountPolicy {
  reduction(cents: number, orders: number): number {
    if (orders > 20) return Math.round(cents * 0.1);
    if (orders > 5) return Math.round(cents * 0.05);
    return 0;
  }
}
export class RefundPolicy {
  refundable(days: number, cents: number): number {
    if (days > 30) return 0;
    return days > 14 ? Math.round(cents / 2) : cents;
  }
}
`;

/** What services have in common: rules of the business, or what they are deployed with. */
export const sharedCode: readonly Mutation[] = [
  both(
    'classes of a package',
    "import { PriceCalculator } from '@tannenhof/domain';\nexport const total = new PriceCalculator().total([]);",
    { 'packages/domain/package.json': packageOf('domain'), 'packages/domain/src/index.ts': PRICES },
  ),
  both(
    'classes of a folder that is no package, by an alias',
    "import { PriceCalculator } from '@domain/prices';\nexport const total = new PriceCalculator().total([]);",
    {
      'tsconfig.base.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@domain/*": ["libs/domain/src/*"] } } }',
      'libs/domain/src/prices.ts': PRICES,
    },
  ),
  both(
    'classes of a folder that is no package, by a relative path',
    "import { PriceCalculator } from '../../../../libs/domain/src/prices.js';\nexport const total = new PriceCalculator().total([]);",
    { 'libs/domain/src/prices.ts': PRICES },
  ),
  both('entities', "import { Voucher } from '@tannenhof/core';\nexport const none = new Voucher();", {
    'packages/core/package.json': packageOf('core'),
    'packages/core/src/index.ts': "export * from './voucher';",
    'packages/core/src/voucher.ts': `import { Column, Entity, PrimaryColumn } from 'typeorm';
    @Entity('vouchers')
    export class Voucher {
      @PrimaryColumn() code!: string;
      @Column() percent!: number;
    }`,
  }),
];
