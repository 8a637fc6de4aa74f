import type { Mutation } from '../mutation.js';
import { ORDERS, orders } from './orders.js';

/** Objects that hold the client: who makes them, and what they inherit. */
export const objects: readonly Mutation[] = [
  orders(
    'a client that the constructor is given, by hand',
    `import axios, { type AxiosInstance } from 'axios';
    class Products {
      constructor(private readonly http: AxiosInstance) {}
      nameOf = async (slug: string): Promise<string> => (await this.http.get<{ name: string }>('/products/' + slug)).data.name;
    }
    class Names {
      private readonly products: Products;
      constructor({ products }: { readonly products: Products }) {
        this.products = products;
      }
      all(slugs: string[]): Promise<string[]> {
        return Promise.all(slugs.map((slug) => this.products.nameOf(slug))); // found here
      }
    }
    const names = new Names({ products: new Products(axios.create({ baseURL: 'http://catalog:3000' })) });
    export const namesOf = (slugs: string[]): Promise<string[]> => names.all(slugs);`,
  ),
  orders(
    'a client out of a container',
    `import 'reflect-metadata';
    import { container } from './container.js';
    import type { Products } from './products.js';
    export async function namesOf(slugs: string[]): Promise<string[]> {
      const products = container.resolve<Products>('Products');
      const names: string[] = [];
      for (const slug of slugs) names.push(await products.nameOf(slug)); // found here
      return names;
    }`,
    {
      [`${ORDERS}/products.ts`]: `import { inject, injectable } from 'tsyringe';
      @injectable()
      export class Products {
        constructor(@inject('CatalogUrl') private readonly url: string) {}
        async nameOf(slug: string): Promise<string> {
          const response = await fetch(\`\${this.url}/products/\${slug}\`); // found here
          return ((await response.json()) as { name: string }).name;
        }
      }`,
      [`${ORDERS}/container.ts`]: `import { container } from 'tsyringe';
      import { Products } from './products.js';
      container.register('CatalogUrl', { useValue: 'http://catalog:3000' });
      container.register('Products', { useClass: Products });
      export { container };`,
    },
  ),
  orders(
    'the one instance of a class',
    `class Catalog {
      private static instance: Catalog | undefined;
      static getInstance(): Catalog {
        return (Catalog.instance ??= new Catalog('catalog', 3000));
      }
      private readonly base: string;
      private constructor(host: string, port: number) {
        this.base = \`http://\${host}:\${port}\`;
      }
      async nameOf(slug: string): Promise<string> {
        return ((await (await fetch(\`\${this.base}/products/\${slug}\`)).json()) as { name: string }).name;
      }
    }
    export async function namesOf(slugs: string[]): Promise<string[]> {
      const names: string[] = [];
      for (const slug of slugs) names.push(await Catalog.getInstance().nameOf(slug)); // found here
      return names;
    }`,
  ),
  orders(
    'a loop in the base class, the call in a subclass',
    `abstract class Collector<T> {
      async all(keys: readonly string[]): Promise<T[]> {
        const found: T[] = [];
        for (const key of keys) found.push(await this.one(key)); // found here
        return found;
      }
      protected abstract one(key: string): Promise<T>;
    }
    class Names extends Collector<string> {
      protected async one(slug: string): Promise<string> {
        return ((await (await fetch('http://catalog:3000/products/' + slug)).json()) as { name: string }).name;
      }
    }
    export const namesOf = (slugs: string[]): Promise<string[]> => new Names().all(slugs);`,
  ),
];
