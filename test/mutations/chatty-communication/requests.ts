import { append } from '../../support/overlay.js';
import type { Mutation } from '../mutation.js';

/** One request, many calls, none of them in a loop; and one service that asks another for everything. */
export const requests: readonly Mutation[] = [
  {
    shape: 'one call behind the other',
    rule: 'chatty-communication/calls-per-request',
    services: ['shipping', 'catalog'],
    edits: {
      'services/shipping/src/quotes/router.ts': append(`quoteRouter.get('/sheet/:slug', async (req, res) => { // found here
        const { slug } = req.params;
        const product = await (await fetch(\`http://catalog:3000/products/\${slug}\`)).json();
        const reviews = await (await fetch(\`http://catalog:3000/products/\${slug}/reviews\`)).json();
        const categories = await (await fetch('http://catalog:3000/categories')).json();
        res.json({ product, reviews, categories });
      });`),
    },
  },
  {
    shape: 'calls side by side, in functions of other files',
    rule: 'chatty-communication/calls-per-request',
    services: ['shipping', 'catalog'],
    edits: {
      'services/shipping/src/quotes/router.ts': (before) =>
        `import { sheetOf } from './sheet.js';\n${before}\nquoteRouter.get('/sheet/:slug', async (req, res) => res.json(await sheetOf(req.params.slug))); // found here\n`,
      'services/shipping/src/quotes/sheet.ts': `import * as catalog from './catalog.js';
      export const sheetOf = async (slug: string) => {
        const [product, reviews, categories] = await Promise.all([catalog.product(slug), catalog.reviews(slug), catalog.categories()]);
        return { product, reviews, categories };
      };`,
      'services/shipping/src/quotes/catalog.ts': `import axios from 'axios';
      const http = axios.create({ baseURL: 'http://catalog:3000' });
      const get = async <T>(path: string): Promise<T> => (await http.get<T>(path)).data;
      export const product = (slug: string) => get('/products/' + slug);
      export const reviews = (slug: string) => get(\`/products/\${slug}/reviews\`);
      export const categories = () => get('/categories');`,
    },
  },
  {
    shape: 'five services one after the other',
    rule: 'chatty-communication/calls-per-request',
    services: ['shipping', 'carts', 'catalog', 'orders', 'payments', 'stock'],
    edits: {
      'services/shipping/src/quotes/router.ts':
        append(`const ask = async (host: string, path: string) => (await fetch(\`http://\${host}:3000\${path}\`)).json();
      quoteRouter.get('/all/:id', async (req, res) => { // found here
        const { id } = req.params;
        const cart = await ask('carts', '/carts/' + id);
        const product = await ask('catalog', '/products/' + id);
        const order = await ask('orders', '/orders/' + id);
        const payment = await ask('payments', '/payments/by-order/' + id);
        const levels = await ask('stock', '/levels/' + id);
        res.json({ cart, product, order, payment, levels });
      });`),
    },
  },
];
