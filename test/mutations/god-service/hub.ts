import { append } from '../../support/overlay.js';
import type { Mutation } from '../mutation.js';

/** Four already send events to orders, or call them; orders send events to four. */
function hub(shape: string, edits: Mutation['edits']): Mutation {
  return { shape, rule: 'god-service/hub-service', services: ['orders'], edits };
}

const ROUTES = 'services/orders/src/orders/routes.ts';
const LATEST = 'services/catalog/src/routes/products.ts';

/** The catalog is the sixth that needs orders. */
const CATALOG_ASKS: Mutation['edits'] = {
  [LATEST]: append(`products.get('/bought/:id', async (req, res) => {
    res.json(await (await fetch('http://orders:3000/orders/' + req.params.id)).json()); // found here
  });`),
};

export const hubs: readonly Mutation[] = [
  hub('a function that calls a service by its name', {
    ...CATALOG_ASKS,
    [ROUTES]: (before) =>
      `import { callService } from '../call-service.js';\n${before.replace(
        "  app.get('/:id/history'",
        `  app.get('/:id/everything', async (request) => {
    const { id } = idParams.parse(request.params);
    return [await callService('catalog', '/products/' + id), await callService('carts', '/carts/' + id)];
  });

  app.get('/:id/history'`,
      )}`,
    'services/orders/src/call-service.ts': `export async function callService(name: string, path: string): Promise<unknown> {
      const response = await fetch(\`http://\${name}:3000\${path}\`); // found here
      return response.json();
    }`,
  }),
  hub('a map of clients', {
    ...CATALOG_ASKS,
    [ROUTES]: (before) =>
      `import { clients } from '../clients.js';\n${before.replace(
        "  app.get('/:id/history'",
        `  app.get('/:id/product', async (request) => (await clients.catalog.get('/products/' + idParams.parse(request.params).id)).data); // found here
  app.get('/:id/cart', async (request) => (await clients.carts.get('/carts/' + idParams.parse(request.params).id)).data);
  app.get('/:id/history'`,
      )}`,
    'services/orders/src/clients.ts': `import axios, { type AxiosInstance } from 'axios';
    const names = ['catalog', 'carts'] as const;
    export const clients = Object.fromEntries(
      names.map((name) => [name, axios.create({ baseURL: \`http://\${name}:3000\` })]),
    ) as Record<(typeof names)[number], AxiosInstance>;`,
  }),
];
