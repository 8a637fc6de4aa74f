import type { Mutation } from './mutation.js';

const rule = 'distributed-monolith/cross-service-import';
const services = ['orders', 'payments'];
const DB = 'services/orders/src/db.ts';

/** Orders take a function out of the source of payments. */
function imports(shape: string, line: string, more: Mutation['edits'] = {}): Mutation {
  return { shape, rule, services, edits: { [DB]: (before) => `${line}\n${before}`, ...more } };
}

export const crossServiceImport: readonly Mutation[] = [
  imports('a relative path', "import { refund } from '../../payments/src/payments/refund.js';\nexport const undo = refund;"),
  imports('all of it, passed on', "export * from '../../payments/src/payments/refund.js';"),
  imports('a dynamic import', "export const undo = async () => (await import('../../payments/src/payments/refund.js')).refund;"),
  imports('require', "export const { refund } = require('../../payments/src/payments/refund');"),
  imports(
    'the package name of the service',
    "import { refund } from '@tannenhof/payments/src/payments/refund.js';\nexport const undo = refund;",
  ),
  imports('an alias of the compiler', "import { refund } from '#payments/payments/refund';\nexport const undo = refund;", {
    'services/orders/tsconfig.json': (before) =>
      JSON.stringify({
        ...(JSON.parse(before) as object),
        compilerOptions: { baseUrl: '.', outDir: 'dist', rootDir: '../..', paths: { '#payments/*': ['../payments/src/*'] } },
      }),
  }),
];
