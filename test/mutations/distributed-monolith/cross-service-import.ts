import type { Mutation } from '../mutation.js';

const DB = 'services/orders/src/db.ts';

/** Orders take a function out of the source of payments. */
function imports(shape: string, line: string, more: Mutation['edits'] = {}): Mutation {
  return {
    shape,
    rule: 'distributed-monolith/cross-service-import',
    services: ['orders', 'payments'],
    edits: { [DB]: (before) => `${line}\n${before}`, ...more },
  };
}

export const crossServiceImport: readonly Mutation[] = [
  imports('a relative path', "import { refund } from '../../payments/src/payments/refund.js'; // found here\nexport const undo = refund;"),
  imports('all of it, passed on', "export * from '../../payments/src/payments/refund.js'; // found here"),
  imports(
    'a dynamic import',
    "export const undo = async () => (await import('../../payments/src/payments/refund.js')).refund; // found here",
  ),
  imports('require', "export const { refund } = require('../../payments/src/payments/refund'); // found here"),
  imports(
    'import = require',
    "import payments = require('../../payments/src/payments/refund'); // found here\nexport const undo = payments.refund;",
  ),
  imports('types only', "import type { Order } from '../../payments/src/payments/order.js'; // found here\nexport type Paid = Order;", {
    'services/payments/src/payments/order.ts': 'export interface Order { readonly id: string }',
  }),
  imports(
    'the package name of the service',
    "import { refund } from '@tannenhof/payments/src/payments/refund.js'; // found here\nexport const undo = refund;",
  ),
  imports(
    'the package name alone, which has an entry',
    "import { refund } from '@tannenhof/payments'; // found here\nexport const undo = refund;",
    {
      'services/payments/package.json': (before) =>
        JSON.stringify({ ...(JSON.parse(before) as object), exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } } }),
      'services/payments/src/index.ts': "export { refund } from './payments/refund';",
    },
  ),
  imports('an alias of the compiler', "import { refund } from '#payments/payments/refund'; // found here\nexport const undo = refund;", {
    'services/orders/tsconfig.json': (before) =>
      JSON.stringify({
        ...(JSON.parse(before) as object),
        compilerOptions: { baseUrl: '.', outDir: 'dist', rootDir: '../..', paths: { '#payments/*': ['../payments/src/*'] } },
      }),
  }),
  imports(
    'an alias that an extended configuration has',
    "import { refund } from 'services/payments/src/payments/refund'; // found here\nexport const undo = refund;",
    { 'tsconfig.base.json': '{ "compilerOptions": { "baseUrl": ".", "strict": true } }' },
  ),
];
