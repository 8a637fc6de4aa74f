import { replace } from '../../support/overlay.js';
import type { Mutation } from '../mutation.js';

export const ORDERS = 'services/orders/src/orders';

/** Orders ask the catalog for one product after the other, in a function `namesOf` that a route calls. */
export function orders(shape: string, names: string, more: Mutation['edits'] = {}): Mutation {
  return {
    shape,
    rule: 'chatty-communication/call-in-loop',
    services: ['orders', 'catalog'],
    edits: {
      [`${ORDERS}/names.ts`]: names,
      [`${ORDERS}/routes.ts`]: (before) =>
        `import { namesOf } from './names.js';\n${replace(
          "  app.get('/:id/history'",
          "  app.post('/names', async (request) => namesOf((request.body as { slugs: string[] }).slugs));\n\n  app.get('/:id/history'",
        )(before)}`,
      ...more,
    },
  };
}

/** The address of the catalog in the environment of orders. */
export const withCatalogUrl: Mutation['edits'] = {
  'docker-compose.yml': replace(
    'DATABASE_URL: postgres://orders:${ORDERS_DB_PASSWORD}@postgres:5432/orders\n',
    'DATABASE_URL: postgres://orders:${ORDERS_DB_PASSWORD}@postgres:5432/orders\n      CATALOG_URL: http://catalog:3000\n',
  ),
};
