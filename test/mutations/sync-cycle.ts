import { append, replace } from '../support/overlay.js';
import type { Mutation } from './mutation.js';

const rule = 'distributed-monolith/sync-cycle';
const both = ['carts', 'catalog'];
const PRODUCTS = 'services/catalog/src/routes/products.ts';

export const syncCycle: readonly Mutation[] = [
  {
    shape: 'fetch in a route',
    rule,
    services: both,
    edits: {
      [PRODUCTS]: append(`products.get('/in-cart/:id', async (req, res) => {
        const response = await fetch(\`http://carts:3000/carts/\${req.params.id}\`);
        res.json(await response.json());
      });`),
    },
  },
  {
    shape: 'a wrapper that tries again, in a file of its own, with the address from the environment',
    rule,
    services: both,
    edits: {
      'services/catalog/src/again.ts': `export async function again<T>(work: () => Promise<T>, times = 3): Promise<T> {
        for (let left = times; ; left--) {
          try {
            return await work();
          } catch (error) {
            if (left === 0) throw error;
          }
        }
      }`,
      [PRODUCTS]: (before) => `import axios from 'axios';\nimport { again } from '../again.js';\n${before}
      products.get('/in-cart/:id', async (req, res) => {
        const { data } = await again(() => axios({ method: 'get', baseURL: process.env.CARTS_URL, url: '/carts/' + req.params.id }));
        res.json(data);
      });\n`,
      'docker-compose.yml': replace(
        'REDIS_URL: redis://cache:6379\n',
        'REDIS_URL: redis://cache:6379\n      CARTS_URL: http://carts:3000\n',
      ),
    },
  },
  {
    shape: 'a client class of CommonJS, required where it is used',
    rule,
    services: both,
    edits: {
      'services/catalog/src/carts-client.cjs': `const http = require('node:http');
      class CartsClient {
        constructor(host) { this.host = host; }
        fetch(id, done) {
          http.get({ hostname: this.host, port: 3000, path: '/carts/' + id }, (res) => done(res.statusCode));
        }
      }
      module.exports = { CartsClient };`,
      [PRODUCTS]: append(`const { CartsClient } = require('../carts-client.cjs');
      const carts = new CartsClient('carts');
      products.get('/in-cart/:id', (req, res) => carts.fetch(req.params.id, (status: number) => res.sendStatus(status)));`),
    },
  },
  {
    shape: 'three services, one of them by a job',
    rule,
    services: ['carts', 'payments', 'shipping'],
    edits: {
      'services/shipping/src/quotes/router.ts': append(`quoteRouter.get('/paid/:orderId', async (req, res) => {
        res.json(await (await fetch('http://payments:3000/payments/by-order/' + req.params.orderId)).json());
      });`),
      'services/payments/src/payments/forget.ts': `import axios from 'axios';
      const carts = axios.create({ baseURL: 'http://carts:3000/carts' });
      export function forgetEmptyCarts(ids: () => Promise<string[]>): NodeJS.Timeout {
        return setInterval(() => void ids().then(([id]) => carts.get(\`/\${id}\`)), 60_000);
      }`,
      'services/payments/src/main.ts': (before) =>
        `import { forgetEmptyCarts } from './payments/forget';\n${before}\nforgetEmptyCarts(() => Promise.resolve(['1']));\n`,
    },
  },
];
