import { append, replace } from '../../support/overlay.js';
import type { Mutation } from '../mutation.js';
import { ORDERS, orders } from './orders.js';

const rule = 'chatty-communication/call-in-loop';
const REPLENISHMENT = 'services/stock/src/replenishment';

/** A service of Nest with this client asks once per article that is low. */
function stock(
  shape: string,
  client: string,
  { imports, module: register }: { readonly imports: string; readonly module: string },
): Mutation {
  return {
    shape,
    rule,
    services: ['stock', 'catalog'],
    edits: {
      [`${REPLENISHMENT}/catalog.service.ts`]: client,
      [`${REPLENISHMENT}/replenishment.module.ts`]: (before) =>
        `${imports}\nimport { CatalogService } from './catalog.service';\n${replace(
          'providers: [ReplenishmentService]',
          'providers: [ReplenishmentService, CatalogService]',
        )(replace('imports: [LevelsModule', `imports: [${register}, LevelsModule`)(before))}`,
      [`${REPLENISHMENT}/replenishment.service.ts`]: (before) =>
        `import { CatalogService } from './catalog.service';\n${replace(
          'private readonly articles: ArticlesService,',
          'private readonly articles: ArticlesService,\n    private readonly catalog: CatalogService,',
        )(
          replace(
            'const orders = low',
            'for (const { sku } of low) await this.catalog.product(sku); // found here\n    const orders = low',
          )(before),
        )}`,
    },
  };
}

/** Clients that a framework hands over, and loops that it runs. */
export const frameworks: readonly Mutation[] = [
  {
    shape: 'an injected client behind a circuit breaker, asked for a batch of one',
    rule,
    services: ['carts', 'catalog'],
    edits: {
      'services/carts/src/articles/articles.service.ts': replace(
        'const asked = missing.length === 0 ? [] : await this.catalog.articles(missing);',
        'const asked: KnownArticle[] = [];\n    for (const sku of missing) asked.push(...(await this.catalog.articles([sku]))); // found here',
      ),
    },
  },
  stock(
    'an injected HttpService of Nest, in a job',
    `import { HttpService } from '@nestjs/axios';
    import { Injectable } from '@nestjs/common';
    import { firstValueFrom } from 'rxjs';
    @Injectable()
    export class CatalogService {
      constructor(private readonly http: HttpService) {}
      async product(slug: string): Promise<unknown> {
        const { data } = await firstValueFrom(this.http.get(\`http://catalog:3000/products/\${slug}\`)); // found here
        return data;
      }
    }`,
    { imports: "import { HttpModule } from '@nestjs/axios';", module: 'HttpModule' },
  ),
  stock(
    'an HttpService of Nest that its module tells the address',
    `import { HttpService } from '@nestjs/axios';
    import { Injectable } from '@nestjs/common';
    import { lastValueFrom, map } from 'rxjs';
    @Injectable()
    export class CatalogService {
      constructor(private readonly http: HttpService) {}
      product(slug: string): Promise<unknown> {
        return lastValueFrom(this.http.get(\`/products/\${slug}\`).pipe(map(({ data }) => data as unknown))); // found here
      }
    }`,
    {
      imports: "import { HttpModule } from '@nestjs/axios';",
      module: "HttpModule.registerAsync({ useFactory: () => ({ baseURL: 'http://catalog:3000', timeout: 2000 }) })",
    },
  ),
  {
    shape: 'the whole thing appended to a router, with .then',
    rule,
    services: ['shipping', 'catalog'],
    edits: {
      'services/shipping/src/quotes/router.ts': append(`quoteRouter.post('/weights', (req, res, next) => {
        const asked = (req.body as string[]).map((slug) =>
          fetch('http://catalog:3000/products/' + encodeURIComponent(slug)).then((response) => response.json()), // found here
        );
        Promise.all(asked).then((products) => res.json(products), next);
      });`),
    },
  },
  {
    shape: 'a consumer, for each line of the message',
    rule,
    services: ['orders', 'catalog'],
    edits: {
      'services/orders/src/events/listen.ts': replace(
        'await cancelOrder(orderId, `not in stock',
        "for (const sku of missing) await fetch('http://catalog:3000/products/' + sku); // found here\n      await cancelOrder(orderId, `not in stock",
      ),
    },
  },
  {
    shape: 'a field resolver of GraphQL',
    rule,
    services: ['orders', 'catalog'],
    edits: {
      'services/orders/src/server.ts': (before) =>
        `import { graphql } from './graphql.js';\n${replace('  return app;', '  await app.register(graphql);\n  return app;')(before)}`,
      'services/orders/src/graphql.ts': `import mercurius from 'mercurius';
      import type { FastifyPluginAsync } from 'fastify';
      import { ordersOfCustomer } from './orders/order-repository.js';
      const schema = \`
        type Product { name: String }
        type Order { id: ID!, slug: String!, product: Product }
        type Query { orders(customerId: String!): [Order!]! }
      \`;
      const resolvers = {
        Query: { orders: (_: unknown, { customerId }: { customerId: string }) => ordersOfCustomer(customerId, 1) },
        Order: {
          product: async ({ slug }: { slug: string }) => (await fetch(\`http://catalog:3000/products/\${slug}\`)).json(), // found here
        },
      };
      export const graphql: FastifyPluginAsync = async (app) => {
        await app.register(mercurius, { schema, resolvers });
      };`,
    },
  },
  {
    shape: 'a field resolver of Nest',
    rule,
    services: ['stock', 'catalog'],
    edits: {
      'services/stock/src/levels/levels.module.ts': (before) =>
        `import { LevelsResolver } from './levels.resolver';\n${replace('providers: [LevelsService]', 'providers: [LevelsService, LevelsResolver]')(before)}`,
      'services/stock/src/levels/levels.resolver.ts': `import { Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
      import axios from 'axios';
      import { LevelsService } from './levels.service';
      import { StockLevel } from './stock-level.entity';
      @Resolver(() => StockLevel)
      export class LevelsResolver {
        constructor(private readonly levels: LevelsService) {}
        @Query(() => [StockLevel])
        low() {
          return this.levels.low();
        }
        @ResolveField()
        async name(@Parent() { sku }: StockLevel): Promise<string> {
          return (await axios.get<{ name: string }>(\`http://catalog:3000/products/\${sku}\`)).data.name; // found here
        }
      }`,
    },
  },
  orders(
    'CommonJS, a method of a prototype',
    `const { Catalog } = require('./catalog.cjs');
    const catalog = new Catalog({ host: 'http://catalog:3000' });
    export async function namesOf(slugs: string[]): Promise<string[]> {
      const names: string[] = [];
      for (const slug of slugs) names.push(await catalog.nameOf(slug)); // found here
      return names;
    }`,
    {
      [`${ORDERS}/catalog.cjs`]: `const superagent = require('superagent');
      function Catalog(options) { this.options = options; }
      Catalog.prototype.nameOf = function (slug) {
        return superagent.get(this.options.host + '/products/' + slug).then(function (response) { return response.body.name; }); // found here
      };
      module.exports = { Catalog: Catalog };`,
    },
  ),
];
