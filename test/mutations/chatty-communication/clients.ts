import type { Mutation } from '../mutation.js';
import { ORDERS, orders, withCatalogUrl } from './orders.js';

/** Whatever stands between the loop and the wire. */
export const clients: readonly Mutation[] = [
  orders(
    'Promise.all over map, the call in a helper of another file',
    `import { productOf } from './product.js';
    export async function namesOf(slugs: string[]): Promise<string[]> {
      const products = await Promise.all(slugs.map((slug) => productOf(slug))); // found here
      return products.map(({ name }) => name);
    }`,
    {
      [`${ORDERS}/product.ts`]: `import axios from 'axios';
      const catalog = axios.create({ baseURL: 'http://catalog:3000', timeout: 1000 });
      export async function productOf(slug: string): Promise<{ name: string }> {
        const { data } = await catalog.get<{ name: string }>('/products/' + slug); // found here
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
        names.push(((await (await fetch(url)).json()) as { name: string }).name); // found here
      }
      return names;
    }`,
    {
      ...withCatalogUrl,
      'services/orders/src/config.ts': (before) => before.replace('DATABASE_URL: z', 'CATALOG_URL: z.string().url(),\n  DATABASE_URL: z'),
    },
  ),
  orders(
    'a class with an inherited get, forEach with an async function',
    `import { CatalogApi } from './catalog-api.js';
    const catalog = new CatalogApi(process.env.CATALOG_URL ?? 'http://localhost:3001');
    export async function namesOf(slugs: string[]): Promise<string[]> {
      const names: string[] = [];
      slugs.forEach(async (slug) => {
        names.push(await catalog.nameOf(slug)); // found here
      });
      return names;
    }`,
    {
      ...withCatalogUrl,
      [`${ORDERS}/api.ts`]: `import got from 'got';
      export abstract class Api {
        constructor(private readonly base: string) {}
        protected get<T>(path: string): Promise<T> {
          return got.get(\`\${this.base}\${path}\`).json<T>(); // found here
        }
      }`,
      [`${ORDERS}/catalog-api.ts`]: `import { Api } from './api.js';
      export class CatalogApi extends Api {
        async nameOf(slug: string): Promise<string> {
          const { name } = await this.get<{ name: string }>(\`/products/\${slug}\`);
          return name;
        }
      }`,
    },
  ),
  orders(
    'a package of the workspace that both could use, reduce over promises',
    `import { productClient } from '@tannenhof/clients';
    const products = productClient(process.env.CATALOG_URL as string);
    export function namesOf(slugs: string[]): Promise<string[]> {
      return slugs.reduce<Promise<string[]>>(async (before, slug) => {
        const names = await before;
        return [...names, (await products.bySlug(slug)).name]; // found here
      }, Promise.resolve([]));
    }`,
    {
      ...withCatalogUrl,
      'packages/clients/package.json': '{ "name": "@tannenhof/clients", "version": "1.0.0", "private": true, "main": "dist/index.js" }',
      'packages/clients/src/index.ts': `import axios from 'axios';
      export function productClient(baseURL: string) {
        const http = axios.create({ baseURL });
        return { bySlug: async (slug: string) => (await http.get<{ name: string }>(\`/products/\${slug}\`)).data }; // found here
      }`,
    },
  ),
  orders(
    'a client with a table of operations as its type',
    `import { client } from './typed-client.js';
    interface Catalog { readonly 'GET /products/:slug': { readonly name: string } }
    const catalog = client<Catalog>('http://catalog:3000');
    export const namesOf = async (slugs: string[]): Promise<string[]> =>
      Promise.all(slugs.map(async (slug) => (await catalog.ask('GET /products/:slug', { slug })).name)); // found here`,
    {
      [`${ORDERS}/typed-client.ts`]: `import axios, { type Method } from 'axios';
      export class TypedClient<Operations> {
        constructor(private readonly baseURL: string) {}
        async ask<Name extends keyof Operations & string>(name: Name, params: Record<string, string>): Promise<Operations[Name]> {
          const [method, template] = name.split(' ') as [Method, string];
          const url = Object.entries(params).reduce((path, [key, value]) => path.replace(':' + key, value), template);
          return (await axios.request<Operations[Name]>({ method, url, baseURL: this.baseURL })).data; // found here
        }
      }
      export const client = <Operations>(baseURL: string) => new TypedClient<Operations>(baseURL);`,
    },
  ),
  orders(
    'a bound method',
    `import ky from 'ky';
    class Catalog {
      private readonly http = ky.create({ prefixUrl: 'http://catalog:3000' });
      async nameOf(slug: string): Promise<string> {
        return (await this.http.get('products/' + slug).json<{ name: string }>()).name;
      }
    }
    const catalog = new Catalog();
    export const namesOf = (slugs: string[]): Promise<string[]> => Promise.all(slugs.map(catalog.nameOf.bind(catalog))); // found here`,
  ),
  orders(
    'a function around the call that tries again',
    `import pRetry from 'p-retry';
    const patient = <A extends unknown[], R>(work: (...args: A) => Promise<R>) => (...args: A): Promise<R> => pRetry(() => work(...args), { retries: 3 });
    const nameOf = patient(async (slug: string) => {
      const response = await fetch('http://catalog:3000/products/' + slug);
      return ((await response.json()) as { name: string }).name;
    });
    export async function namesOf(slugs: string[]): Promise<string[]> {
      const names: string[] = [];
      for (const slug of slugs) names.push(await nameOf(slug)); // found here
      return names;
    }`,
  ),
  orders(
    'callbacks of node',
    `import http from 'node:http';
    function nameOf(slug: string, done: (name: string) => void): void {
      http.get({ host: 'catalog', port: 3000, path: '/products/' + slug }, (response) => {
        response.once('data', (text: Buffer) => done((JSON.parse(text.toString()) as { name: string }).name));
      });
    }
    export const namesOf = (slugs: string[]): Promise<string[]> =>
      new Promise((resolve) => {
        const names: string[] = [];
        slugs.forEach((slug) => {
          nameOf(slug, (name) => { // found here
            if (names.push(name) === slugs.length) resolve(names);
          });
        });
      });`,
  ),
  orders(
    'a module that is loaded when it is needed',
    `export async function namesOf(slugs: string[]): Promise<string[]> {
      const { nameOf } = await import('./product.js');
      const names: string[] = [];
      for (const slug of slugs) names.push(await nameOf(slug)); // found here
      return names;
    }`,
    {
      [`${ORDERS}/product.ts`]: `import { request } from 'undici';
      export async function nameOf(slug: string): Promise<string> {
        const { body } = await request(\`http://catalog:3000/products/\${slug}\`); // found here
        return ((await body.json()) as { name: string }).name;
      }`,
    },
  ),
  orders(
    'a generated client, its address in an object of settings',
    `import { ProductsService } from '../generated/services/ProductsService.js';
    import { OpenAPI } from '../generated/core/OpenAPI.js';
    OpenAPI.BASE = process.env.CATALOG_URL ?? '';
    export const namesOf = async (slugs: string[]): Promise<string[]> =>
      Promise.all(slugs.map(async (slug) => (await ProductsService.getProduct(slug)).name)); // found here`,
    {
      ...withCatalogUrl,
      'services/orders/src/generated/core/OpenAPI.ts': `export interface OpenAPIConfig { BASE: string }
      export const OpenAPI: OpenAPIConfig = { BASE: '' };`,
      'services/orders/src/generated/core/request.ts': `import axios from 'axios';
      import type { OpenAPIConfig } from './OpenAPI.js';
      export interface ApiRequestOptions { readonly method: 'GET' | 'POST'; readonly url: string; readonly path?: Record<string, unknown> }
      const getUrl = (config: OpenAPIConfig, options: ApiRequestOptions): string =>
        \`\${config.BASE}\${options.url.replace(/{(.*?)}/g, (whole, name: string) => String(options.path?.[name] ?? whole))}\`;
      export const request = async <T>(config: OpenAPIConfig, options: ApiRequestOptions): Promise<T> =>
        (await axios.request<T>({ url: getUrl(config, options), method: options.method })).data; // found here`,
      'services/orders/src/generated/services/ProductsService.ts': `import { OpenAPI } from '../core/OpenAPI.js';
      import { request as __request } from '../core/request.js';
      export class ProductsService {
        public static getProduct(slug: string): Promise<{ name: string }> {
          return __request(OpenAPI, { method: 'GET', url: '/products/{slug}', path: { slug } });
        }
      }`,
    },
  ),
];
