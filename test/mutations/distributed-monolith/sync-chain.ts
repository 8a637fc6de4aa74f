import { replace } from '../../support/overlay.js';
import type { Mutation } from '../mutation.js';

/** Carts ask the catalog for articles; what answers that asks stock, and stock asks orders. */
const STOCK_ASKS_ORDERS: Mutation['edits'] = {
  'services/stock/src/levels/levels.service.ts': (before) =>
    `import axios from 'axios';\n${replace(
      '    return { levels, movements };',
      "    await axios.get('http://orders:3000/orders', { params: { customerId: sku } }); // found here\n    return { levels, movements };",
    )(before)}`,
};

function chain(shape: string, ask: Mutation['edits']): Mutation {
  return {
    shape,
    rule: 'distributed-monolith/sync-chain',
    services: ['carts', 'catalog', 'stock', 'orders'],
    edits: { ...STOCK_ASKS_ORDERS, ...ask },
  };
}

const PRODUCTS = 'services/catalog/src/routes/products.ts';
const inArticles = (line: string): ((before: string) => string) =>
  replace('  const { skus } = batchBody.parse(req.body);\n', `  const { skus } = batchBody.parse(req.body);\n  ${line}\n`);

export const syncChain: readonly Mutation[] = [
  chain('fetch in the handler that is asked', {
    [PRODUCTS]: inArticles('await fetch(`http://stock:3000/levels/${skus[0]}`); // found here'),
  }),
  chain('a client in a package of the workspace', {
    'packages/clients/package.json': '{ "name": "@tannenhof/clients", "version": "1.0.0", "private": true, "main": "dist/index.js" }',
    'packages/clients/src/index.ts': `import axios from 'axios';
    const clientOf = (service: string) => axios.create({ baseURL: \`http://\${service}:3000\`, timeout: 1000 });
    const stock = clientOf('stock');
    export const levelOf = (sku: string) => stock.get(\`/levels/\${sku}\`);`,
    [PRODUCTS]: (before) =>
      `import { levelOf } from '@tannenhof/clients';\n${inArticles("await levelOf(skus[0] ?? ''); // found here")(before)}`,
  }),
  chain('middleware before the handler', {
    [PRODUCTS]: (before) =>
      replace(
        "products.post('/articles', async",
        "products.post('/articles', inStock, async",
      )(
        before.replace(
          'export const products = Router();',
          `export const products = Router();
          async function inStock(req: { body: { skus: string[] } }, _res: unknown, next: () => void): Promise<void> {
            await fetch('http://stock:3000/levels/' + req.body.skus[0]); // found here
            next();
          }`,
        ),
      ),
  }),
  chain('a service class that is asked through an interface', {
    'services/catalog/src/levels.ts': `import got from 'got';
    export interface Levels { level(sku: string): Promise<unknown> }
    class RemoteLevels implements Levels {
      private readonly http = got.extend({ prefixUrl: 'http://stock:3000' });
      level(sku: string): Promise<unknown> {
        return this.http('levels/' + sku).json(); // found here
      }
    }
    export const levels: Levels = new RemoteLevels();`,
    [PRODUCTS]: (before) => `import { levels } from '../levels.js';\n${inArticles("await levels.level(skus[0] ?? '');")(before)}`,
  }),
];
