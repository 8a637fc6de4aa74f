import { answering, type Pitfall, route } from './pitfall.js';

/** The same names on other things, clients by another name, and code that is never deployed. */
export const calls: readonly Pitfall[] = [
  {
    about: 'methods of the same names on answers, sockets, emitters, lists, maps and observables',
    services: {
      orders: `import { EventEmitter } from 'node:events';
        import express from 'express';
        import { of } from 'rxjs';
        import { Server } from 'socket.io';
        const app = express();
        const bus = new EventEmitter();
        const io = new Server(app.listen(3000));
        const cache = new Map<string, string>();
        io.on('connection', (socket) => socket.emit('order.placed', {}));
        app.get('/orders', (req, res) => {
          bus.emit('order.placed', {});
          cache.get('http://billing:3000/x');
          [{ id: 1 }].find((one) => one.id === 1);
          of(1).subscribe((one) => res.status(200).send({ one }));
        });`,
      billing: `import { Controller } from '@nestjs/common'; import { EventPattern } from '@nestjs/microservices'; import { NestFactory } from '@nestjs/core';
        @Controller() class Placed { @EventPattern('order.placed') on() {} }
        void NestFactory.create(Placed);`,
    },
    told: { edges: [], stores: [], findings: [] },
  },
  {
    about: 'an application and a client whose names are each other’s',
    services: {
      orders: `import express from 'express'; import axios from 'axios';
        const app = axios.create({ baseURL: 'http://billing:3000' }); const router = axios;
        const axiosLike = express();
        axiosLike.get('env'); axiosLike.get('http://stock:3000/x');
        axiosLike.post('/run', async (req, res) => { await app.get('/a'); await router.get('http://users:3000/b'); res.end(); });
        axiosLike.listen(3000);`,
      billing: answering(),
      stock: answering(),
      users: answering(),
    },
    told: { edges: ['orders -> billing', 'orders -> users'] },
  },
  {
    about: 'methods taken out of a client, chosen by a text, or by one of a few texts',
    services: {
      orders: route(
        "await get('http://billing:3000/a'); await axios['post']('http://stock:3000/b'); await ask(req.body.old ? 'put' : 'patch')",
        `import axios from 'axios'; const { get } = axios; const ask = (method: 'put' | 'patch') => axios[method]('http://users:3000/c', {});`,
      ),
      billing: answering(),
      stock: answering(),
      users: answering(),
    },
    told: { edges: ['orders -> billing', 'orders -> stock', 'orders -> users'] },
  },
  {
    about: 'a type that is imported calls nothing, an entity of a package that is never injected reads nothing',
    services: {
      orders: route(
        'void 0',
        "import type { AxiosInstance } from 'axios'; import type { Order } from '@shop/entities'; export type Both = AxiosInstance | Order;",
      ),
      billing: route(
        "await new Pool({ connectionString: 'postgres://db/shop' }).query('SELECT 1 FROM bills')",
        "import { Pool } from 'pg';",
      ),
    },
    files: {
      'packages/entities/package.json': '{ "name": "@shop/entities", "main": "index.ts" }',
      'packages/entities/index.ts':
        "import { Column, Entity } from 'typeorm'; @Entity('orders') export class Order { @Column() id!: string; }",
    },
    told: { edges: [], stores: ['postgres://db:5432/shop: billing'], findings: [] },
  },
  {
    about: 'doubles of tests, seeds, scripts and load generators are not the service',
    services: {
      orders: {
        code: {
          'src/main.ts': answering(),
          'src/orders.spec.ts':
            "import nock from 'nock'; import axios from 'axios'; nock('http://billing:3000').get('/x').reply(200); axios.get('http://billing:3000/x');",
          'test/orders.e2e.ts':
            "import request from 'supertest'; import axios from 'axios'; request('http://billing:3000').get('/x'); for (const id of list) axios.get('http://billing:3000/' + id);",
          'src/__mocks__/billing.ts':
            "import { http } from 'msw'; import axios from 'axios'; http.get('http://billing:3000/x', () => null); axios.get('http://billing:3000/x');",
          'cypress/e2e/a.cy.ts': "import axios from 'axios'; axios.get('http://billing:3000/x');",
          'scripts/seed.ts': "import axios from 'axios'; for (const id of process.argv) axios.post('http://billing:3000/' + id);",
          'load/orders.k6.js': "import http from 'k6/http'; export default function () { http.get('http://billing:3000/x'); }",
        },
      },
      billing: answering(),
    },
    told: { edges: [], findings: [] },
  },
  {
    about: 'proxies of development servers are no edges of what is deployed',
    services: {
      shop: {
        code: {
          'src/main.tsx':
            "import React from 'react'; import { createRoot } from 'react-dom/client'; createRoot(document.body).render(<p>shop</p>);",
          'vite.config.ts':
            "import { defineConfig } from 'vite'; export default defineConfig({ server: { proxy: { '/api': 'http://billing:3000' } } });",
          'src/setupProxy.js':
            "const { createProxyMiddleware } = require('http-proxy-middleware'); module.exports = (app) => app.use('/old', createProxyMiddleware({ target: 'http://stock:3000' }));",
          'webpack.config.js': "module.exports = { devServer: { proxy: { '/new': 'http://users:3000' } } };",
        },
        dependencies: { react: '^18.0.0', vite: '^5.0.0' },
      },
      billing: answering(),
      stock: answering(),
      users: answering(),
    },
    told: { edges: [] },
  },
  {
    about: 'collectors of traces, issuers of tokens and probes are no business of the service',
    services: {
      orders: {
        code: `import { NodeSDK } from '@opentelemetry/sdk-node'; import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
          import { expressjwt } from 'express-jwt'; import jwksRsa from 'jwks-rsa'; import waitOn from 'wait-on'; import express from 'express';
          new NodeSDK({ traceExporter: new OTLPTraceExporter({ url: process.env.OTEL_EXPORTER_OTLP_ENDPOINT }) }).start();
          await waitOn({ resources: ['http-get://billing:3000/health'] });
          const app = express();
          app.use(expressjwt({ secret: jwksRsa.expressJwtSecret({ jwksUri: process.env.AUTH_JWKS_URI as string }), algorithms: ['RS256'] }));
          app.get('/orders', (req, res) => { res.end(); });
          app.listen(3000);`,
        env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', AUTH_JWKS_URI: 'http://users:3000/.well-known/jwks.json' },
      },
      billing: answering(),
    },
    told: { edges: [], findings: [] },
  },
];
