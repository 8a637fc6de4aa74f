import { replace } from '../../support/overlay.js';
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

/** Two services that have no image of their own, in one container. */
function together(shape: string, command: string, more: Mutation['edits']): Mutation {
  const service = (name: string): Mutation['edits'] => ({
    [`services/${name}/package.json`]: JSON.stringify({
      name: `@tannenhof/${name}`,
      scripts: { start: 'node src/main.js' },
      dependencies: { express: '^5.0.0' },
    }),
    [`services/${name}/src/main.js`]: `const express = require('express');
    const app = express();
    app.get('/${name}/:id', (req, res) => res.json({ id: req.params.id }));
    app.listen(process.env.PORT);`,
  });
  const edits = {
    ...service('loyalty'),
    ...service('wishlists'),
    'customers.Dockerfile': `FROM node:22-alpine\nWORKDIR /app\nCOPY . .\nRUN npm ci\nUSER node\n${command}\n`,
    'docker-compose.yml': replace(
      '  postgres:\n',
      '  customers: # found here\n    build: { context: ., dockerfile: customers.Dockerfile }\n\n  postgres:\n',
    ),
    ...more,
  };
  return { shape, rule: 'distributed-monolith/single-deployment-unit', services: ['loyalty', 'wishlists'], edits };
}

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
  together('a shell that starts two services', 'CMD node services/loyalty/src/main.js & node services/wishlists/src/main.js', {}),
  together('a process manager that starts two services', 'CMD ["npx", "pm2-runtime", "ecosystem.config.js"]', {
    'ecosystem.config.js': `module.exports = {
      apps: [
        { name: 'loyalty', script: 'services/loyalty/src/main.js' },
        { name: 'wishlists', script: 'services/wishlists/src/main.js' },
      ],
    };`,
  }),
  together('a script of npm that starts two services', 'CMD ["npm", "run", "together"]', {
    'package.json': (before) =>
      JSON.stringify({
        ...(JSON.parse(before) as object),
        scripts: { together: 'concurrently "npm start -w services/loyalty" "npm start -w services/wishlists"' },
      }),
  }),
];
