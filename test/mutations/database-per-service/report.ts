import { replace } from '../../support/overlay.js';
import type { Mutation } from '../mutation.js';

export const OF_ORDERS = 'postgres://orders:${ORDERS_DB_PASSWORD}@postgres:5432/orders';
export const OF_PAYMENTS = 'postgres://payments:${PAYMENTS_DB_PASSWORD}@postgres:5432/payments';
export const same = (before: string): string => before;

/** Lines in the environment of payments. */
export const withEnv = (lines: string): ((before: string) => string) =>
  replace(`DATABASE_URL: ${OF_PAYMENTS}`, `DATABASE_URL: ${OF_PAYMENTS}\n      ${lines}`);

/** Payments get a second connection, to the database of orders, in a function `report` that a route calls. */
export function second(shape: string, report: string, compose: (before: string) => string, more: Mutation['edits'] = {}): Mutation {
  return {
    shape,
    rule: 'database-per-service/shared-datastore',
    services: ['orders', 'payments'],
    edits: {
      'services/payments/src/invoices/report.ts': report,
      'services/payments/src/payments/routes.ts': (before) =>
        `import { report } from '../invoices/report';\n${replace(
          "  app.get<{ Params: Static<typeof Params> }>('/by-order/:orderId/invoice'",
          "  app.get('/report', async () => report());\n  app.get<{ Params: Static<typeof Params> }>('/by-order/:orderId/invoice'",
        )(before)}`,
      'docker-compose.yml': compose,
      ...more,
    },
  };
}
