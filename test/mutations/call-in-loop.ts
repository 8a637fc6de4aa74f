import { append, replace } from '../support/overlay.js';
import type { Mutation } from './mutation.js';

const rule = 'chatty-communication/call-in-loop';
const ORDERS = 'services/orders/src/orders';

/** Orders ask the catalog for one product after the other. */
function orders(shape: string, names: string, more: Mutation['edits'] = {}): Mutation {
  return {
    shape,
    rule,
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

const withCatalogUrl = replace(
  'DATABASE_URL: postgres://orders:${ORDERS_DB_PASSWORD}@postgres:5432/orders\n',
  'DATABASE_URL: postgres://orders:${ORDERS_DB_PASSWORD}@postgres:5432/orders\n      CATALOG_URL: http://catalog:3000\n',
);

export const callInLoop: readonly Mutation[] = [
  orders(
    'for … of with fetch and the address written out',
    `export async function namesOf(slugs: string[]): Promise<string[]> {
      const names: string[] = [];
      for (const slug of slugs) {
        const response = await fetch(\`http://catalog:3000/products/\${slug}\`);
        names.push(((await response.json()) as { name: string }).name);
      }
      return names;
    }`,
  ),
  orders(
    'Promise.all over map, the call in a helper of another file',
    `import { productOf } from './product.js';
    export async function namesOf(slugs: string[]): Promise<string[]> {
      const products = await Promise.all(slugs.map((slug) => productOf(slug)));
      return products.map(({ name }) => name);
    }`,
    {
      [`${ORDERS}/product.ts`]: `import axios from 'axios';
      const catalog = axios.create({ baseURL: 'http://catalog:3000', timeout: 1000 });
      export async function productOf(slug: string): Promise<{ name: string }> {
        const { data } = await catalog.get<{ name: string }>('/products/' + slug);
        return data;
      }`,
    },
  ),
  orders(
    'the address from the environment by way of a validated config',
    `import { config } from '../config.js';
    export async function namesOf(slugs: string[]): Promise<string[]> {
      const names: string[] = [];
      for (let i = 0; i < slugs.length; i++) {
        const url = new URL(\`/products/\${slugs[i]}\`, config.CATALOG_URL);
        names.push(((await (await fetch(url)).json()) as { name: string }).name);
      }
      return names;
    }`,
    {
      'services/orders/src/config.ts': replace('DATABASE_URL: z', 'CATALOG_URL: z.string().url(),\n  DATABASE_URL: z'),
      'docker-compose.yml': withCatalogUrl,
    },
  ),
  orders(
    'a class with an inherited get, forEach with an async function',
    `import { CatalogApi } from './catalog-api.js';
    const catalog = new CatalogApi(process.env.CATALOG_URL ?? 'http://localhost:3001');
    export async function namesOf(slugs: string[]): Promise<string[]> {
      const names: string[] = [];
      slugs.forEach(async (slug) => {
        names.push(await catalog.nameOf(slug));
      });
      return names;
    }`,
    {
      [`${ORDERS}/api.ts`]: `import got from 'got';
      export abstract class Api {
        constructor(private readonly base: string) {}
        protected get<T>(path: string): Promise<T> {
          return got.get(\`\${this.base}\${path}\`).json<T>();
        }
      }`,
      [`${ORDERS}/catalog-api.ts`]: `import { Api } from './api.js';
      export class CatalogApi extends Api {
        async nameOf(slug: string): Promise<string> {
          const { name } = await this.get<{ name: string }>(\`/products/\${slug}\`);
          return name;
        }
      }`,
      'docker-compose.yml': withCatalogUrl,
    },
  ),
  orders(
    'recursion',
    `interface Category { readonly children: string[]; readonly name: string }
    async function below(slug: string): Promise<string[]> {
      const response = await fetch(\`http://catalog:3000/products/\${slug}\`);
      const { name, children } = (await response.json()) as Category;
      return [name, ...(await Promise.all(children.map(below))).flat()];
    }
    export const namesOf = async (slugs: string[]): Promise<string[]> => below(slugs[0] ?? '');`,
  ),
  orders(
    'a function that makes the function that calls, while there is something left',
    `const ask = (base: string) => async (path: string) => (await fetch(base + path)).json() as Promise<{ name: string }>;
    const catalog = ask('http://catalog:3000');
    export async function namesOf(slugs: string[]): Promise<string[]> {
      const names: string[] = [];
      const left = [...slugs];
      while (left.length > 0) names.push((await catalog('/products/' + left.pop())).name);
      return names;
    }`,
  ),
  orders(
    'a package of the workspace that both could use, reduce over promises',
    `import { productClient } from '@tannenhof/clients';
    const products = productClient(process.env.CATALOG_URL as string);
    export function namesOf(slugs: string[]): Promise<string[]> {
      return slugs.reduce<Promise<string[]>>(async (before, slug) => {
        const names = await before;
        return [...names, (await products.bySlug(slug)).name];
      }, Promise.resolve([]));
    }`,
    {
      'packages/clients/package.json': '{ "name": "@tannenhof/clients", "version": "1.0.0", "private": true, "main": "dist/index.js" }',
      'packages/clients/src/index.ts': `import axios from 'axios';
      export function productClient(baseURL: string) {
        const http = axios.create({ baseURL });
        return { bySlug: async (slug: string) => (await http.get<{ name: string }>(\`/products/\${slug}\`)).data };
      }`,
      'docker-compose.yml': withCatalogUrl,
    },
  ),
  {
    shape: 'an injected client behind a circuit breaker, asked for a batch of one',
    rule,
    services: ['carts', 'catalog'],
    edits: {
      'services/carts/src/articles/articles.service.ts': replace(
        'const asked = missing.length === 0 ? [] : await this.catalog.articles(missing);',
        'const asked: KnownArticle[] = [];\n    for (const sku of missing) asked.push(...(await this.catalog.articles([sku])));',
      ),
    },
  },
  {
    shape: 'an injected HttpService of Nest, in a job',
    rule,
    services: ['stock', 'catalog'],
    edits: {
      'services/stock/src/replenishment/catalog.service.ts': `import { HttpService } from '@nestjs/axios';
      import { Injectable } from '@nestjs/common';
      import { firstValueFrom } from 'rxjs';
      @Injectable()
      export class CatalogService {
        constructor(private readonly http: HttpService) {}
        async product(slug: string): Promise<unknown> {
          const { data } = await firstValueFrom(this.http.get(\`http://catalog:3000/products/\${slug}\`));
          return data;
        }
      }`,
      'services/stock/src/replenishment/replenishment.module.ts': (before) =>
        `import { HttpModule } from '@nestjs/axios';\nimport { CatalogService } from './catalog.service';\n${replace(
          'providers: [ReplenishmentService]',
          'providers: [ReplenishmentService, CatalogService]',
        )(replace('imports: [LevelsModule', 'imports: [HttpModule, LevelsModule')(before))}`,
      'services/stock/src/replenishment/replenishment.service.ts': (before) =>
        `import { CatalogService } from './catalog.service';\n${replace(
          'private readonly articles: ArticlesService,',
          'private readonly articles: ArticlesService,\n    private readonly catalog: CatalogService,',
        )(replace('const orders = low', 'for (const { sku } of low) await this.catalog.product(sku);\n    const orders = low')(before))}`,
    },
  },
  {
    shape: 'the whole thing appended to a router, with .then',
    rule,
    services: ['shipping', 'catalog'],
    edits: {
      'services/shipping/src/quotes/router.ts': append(`quoteRouter.post('/weights', (req, res, next) => {
        const asked = (req.body as string[]).map((slug) =>
          fetch('http://catalog:3000/products/' + encodeURIComponent(slug)).then((response) => response.json()),
        );
        Promise.all(asked).then((products) => res.json(products), next);
      });`),
    },
  },
];
