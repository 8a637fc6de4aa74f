import { answering, type Pitfall, route } from './pitfall.js';

const pg = (url: string): string =>
  route("await pool.query('SELECT 1 FROM things')", `import { Pool } from 'pg'; const pool = new Pool({ connectionString: ${url} });`);
const packaged = (folder: string, code: string, name = folder.split('/').at(-1) ?? ''): Record<string, string> => ({
  [`${folder}/package.json`]: JSON.stringify({ name, scripts: { start: 'node src/main.js' }, dependencies: { express: '^4.0.0' } }),
  [`${folder}/src/main.ts`]: code,
});
const deployed = (name: string, env: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}-depl }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - { name: ${name}, image: registry.example.com/shop/${name}, env: [${env}] }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}-srv }
spec: { selector: { app: ${name} }, ports: [{ port: 3000, targetPort: 3000 }] }
`;

/** Which folder is what, what it is called, and what it is told. */
export const deployments: readonly Pitfall[] = [
  {
    about: 'builds from the root, folders called a little otherwise, names that only the deployment knows',
    services: {},
    files: {
      ...packaged('services/orders', route("await fetch('http://bills:3000/a'); await fetch('http://video-storage:3000/b')")),
      ...packaged('services/billing-service', answering()),
      ...packaged('services/mock-storage', answering()),
      'services/orders/Dockerfile': 'FROM node\n',
      'docker-compose.yml': `services:
  orders: { build: { context: ., dockerfile: services/orders/Dockerfile } }
  billing: { build: ./gone/billing, hostname: bills }
  video-storage: { build: ./services/mock-storage }
`,
    },
    told: { edges: ['orders -> billing-service', 'orders -> mock-storage'] },
  },
  {
    about: 'workloads of Kubernetes that are called -depl and answer as -srv',
    services: {},
    files: {
      ...packaged('orders', route("await fetch('http://billing-srv:3000/a')")),
      ...packaged('billing', answering()),
      'orders/Dockerfile': 'FROM node\n',
      'billing/Dockerfile': 'FROM node\n',
      'infra/k8s/orders.yaml': deployed('orders', ''),
      'infra/k8s/billing.yaml': deployed('billing', ''),
      'skaffold.yaml':
        'apiVersion: skaffold/v2alpha3\nkind: Config\nbuild:\n  artifacts:\n    - image: registry.example.com/shop/orders\n      context: orders\n    - image: registry.example.com/shop/billing\n      context: billing\n',
    },
    told: { edges: ['orders -> billing'] },
  },
  {
    about: 'packages that are started, without any file of a deployment',
    services: {},
    files: {
      'docker-compose.yml': 'services: {}\n',
      ...packaged('orders', route("await fetch(process.env.BILLING_URL + '/a')")),
      ...packaged(
        'billing',
        "import express from 'express'; const app = express(); app.get('/a', (req, res) => { res.end(); }); app.listen(4001);",
      ),
      'orders/.env': 'BILLING_URL=http://localhost:4001\n',
    },
    told: { edges: ['orders -> billing'] },
  },
  {
    about: 'what migrates and what documents is no service, nor is a database that is built here',
    services: { orders: pg("'postgres://db/shop'") },
    files: {
      'docker-compose.yml': `services:
  orders: { build: ./orders }
  migrate: { build: ./migrations, depends_on: [db] }
  db: { build: ./db }
`,
      'migrations/package.json':
        '{ "name": "migrations", "scripts": { "start": "knex migrate:latest" }, "dependencies": { "knex": "3.0.0", "pg": "8.0.0" } }',
      'migrations/src/run.ts':
        "import { knex } from 'knex'; await knex({ client: 'pg', connection: 'postgres://db/shop' })('things').insert({ id: 1 });",
      'db/Dockerfile': 'FROM postgres:16\n',
    },
    told: { findings: [] },
  },
  {
    about: 'a server for the own machine that starts all others imports them by its nature',
    services: {},
    files: {
      ...packaged(
        'apps/orders',
        "import express from 'express'; export const orders = express.Router(); orders.get('/a', (req, res) => { res.end(); }); const app = express(); app.use(orders); app.listen(3000);",
      ),
      ...packaged(
        'apps/billing',
        "import express from 'express'; export const billing = express.Router(); billing.get('/b', (req, res) => { res.end(); }); const app = express(); app.use(billing); app.listen(3000);",
      ),
      ...packaged(
        'apps/stock',
        "import express from 'express'; export const stock = express.Router(); stock.get('/c', (req, res) => { res.end(); }); const app = express(); app.use(stock); app.listen(3000);",
      ),
      ...packaged(
        'apps/home-server',
        "import express from 'express'; import { orders } from '../../orders/src/main.js'; import { billing } from '../../billing/src/main.js'; import { stock } from '../../stock/src/main.js'; const app = express(); app.use(orders, billing, stock); app.listen(3000);",
      ),
      'docker-compose.yml':
        'services:\n  orders: { build: ./apps/orders }\n  billing: { build: ./apps/billing }\n  stock: { build: ./apps/stock }\n  home-server: { build: ./apps/home-server }\n',
    },
    told: { findings: [] },
  },
  {
    about: 'what the container is told stands before its file, before the service’s own, before the code',
    services: {},
    files: {
      'docker-compose.yml': `services:
  orders:
    build: ./orders
    env_file: ./shared.env
    environment: { FIRST: 'http://billing:3000' }
  billing: { build: ./billing }
  stock: { build: ./stock }
  users: { build: ./users }
`,
      'shared.env': 'FIRST=http://nobody:1\nSECOND=http://stock:3000\n',
      'orders/.env': 'FIRST=http://nobody:2\nSECOND=http://nobody:3\nTHIRD=http://users:3000\n',
      ...packaged(
        'orders',
        route(
          "await fetch(process.env.FIRST + '/a'); await fetch(process.env.SECOND + '/b'); await fetch((process.env.THIRD ?? 'http://nobody:4') + '/c')",
        ),
      ),
      ...packaged('billing', answering()),
      ...packaged('stock', answering()),
      ...packaged('users', answering()),
    },
    told: { edges: ['orders -> billing', 'orders -> stock', 'orders -> users'] },
  },
  {
    about: 'the default of a variable of compose, and a file beside compose that sets it',
    services: {
      orders: route("await fetch(process.env.A + '/a'); await fetch(process.env.B + '/b')"),
      billing: answering(),
      stock: answering(),
    },
    files: {
      'docker-compose.yml': `services:
  orders: { build: ./orders, environment: { A: '\${A_URL:-http://billing:3000}', B: '\${B_URL:-http://nobody:1}' } }
  billing: { build: ./billing }
  stock: { build: ./stock }
`,
      '.env': 'B_URL=http://stock:3000\n',
    },
    told: { edges: ['orders -> billing', 'orders -> stock'] },
  },
  {
    about: 'one key of a secret is one value, a variable that nobody sets is another one in each service',
    services: {},
    files: {
      ...packaged('orders', pg('process.env.DATABASE_URL')),
      ...packaged('billing', pg('process.env.DATABASE_URL')),
      ...packaged('stock', pg('process.env.UNSET_URL')),
      ...packaged('users', pg('process.env.UNSET_URL')),
      ...Object.fromEntries(['orders', 'billing', 'stock', 'users'].map((name) => [`${name}/Dockerfile`, 'FROM node\n'])),
      'docker-compose.yml': 'services: {}\n',
      'k8s/all.yaml': ['orders', 'billing', 'stock', 'users']
        .map((name) =>
          deployed(
            name,
            name === 'orders' || name === 'billing' ? '{ name: DATABASE_URL, valueFrom: { secretKeyRef: { name: db, key: url } } }' : '',
          ),
        )
        .join('---\n'),
    },
    told: { findings: ['shared-datastore: billing, orders'] },
  },
  {
    about: 'an example of settings says localhost to everybody, which is no shared database',
    services: { orders: pg('process.env.DATABASE_URL'), billing: pg('process.env.DATABASE_URL') },
    files: {
      'orders/.env.example': 'DATABASE_URL=postgres://localhost:5432/app\n',
      'billing/.env.example': 'DATABASE_URL=postgres://localhost:5432/app\n',
    },
    told: { findings: [] },
  },
  {
    about: 'localhost and a port that somebody publishes on the machine',
    services: {
      orders: { code: route("await fetch(process.env.BILLING_URL + '/a')"), env: { BILLING_URL: 'http://localhost:8081' } },
      billing: answering(),
    },
    files: {
      'docker-compose.yml': `services:
  orders: { build: ./orders, network_mode: host, environment: { BILLING_URL: 'http://localhost:8081' } }
  billing: { build: ./billing, ports: ['8081:3000'] }
`,
    },
    told: { edges: ['orders -> billing'] },
  },
  {
    about: 'a script that starts the container and exports what the service is told',
    services: { orders: route("await fetch(process.env.BILLING_URL + '/a')"), billing: answering() },
    files: {
      'docker-compose.yml': 'services:\n  orders: { build: ./orders }\n  billing: { build: ./billing }\n',
      'orders/Dockerfile': 'FROM node\nCOPY . .\nENTRYPOINT ["./docker-entrypoint.sh"]\n',
      'orders/docker-entrypoint.sh': '#!/bin/sh\nexport BILLING_URL=http://billing:3000\nexec node src/main.js\n',
    },
    told: { edges: ['orders -> billing'] },
  },
];
