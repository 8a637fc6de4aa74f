import { append, replace } from '../../support/overlay.js';
import type { Mutation } from '../mutation.js';
import { OF_ORDERS, OF_PAYMENTS } from './report.js';

const rule = 'database-per-service/shared-datastore';
const services = ['orders', 'payments'];

const deployment = (name: string, env: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: ${name}
          image: registry.example.com/${name}:1.0.0
          ${env}
`;

const fromSecret = `env:
            - name: DATABASE_URL # found here
              valueFrom:
                secretKeyRef: { name: shop-database, key: url }`;

/** The code stays as it is: two services are deployed with one database. */
export const deployments: readonly Mutation[] = [
  {
    shape: 'the same URL in the environment of both',
    rule,
    services,
    edits: { 'docker-compose.yml': replace(OF_PAYMENTS, `${OF_ORDERS} # found here`) },
  },
  {
    shape: 'another user, another spelling of the same address',
    rule,
    services,
    edits: { 'docker-compose.yml': replace(OF_PAYMENTS, 'postgresql://payments:secret@postgres/orders?sslmode=disable # found here') },
  },
  {
    shape: 'an env file that both services read',
    rule,
    services,
    edits: {
      'env/messaging.env': (before) => `${before}SHOP_DATABASE_URL=postgres://shop:shop@postgres:5432/shop\n`,
      'services/orders/src/config.ts': replace('DATABASE_URL: z.string().url()', 'SHOP_DATABASE_URL: z.string().url()'),
      'services/orders/src/db.ts': replace('config.DATABASE_URL, max: 10 });', 'config.SHOP_DATABASE_URL, max: 10 }); // found here'),
      'services/payments/src/database.ts': replace('config.databaseUrl', 'process.env.SHOP_DATABASE_URL'),
    },
  },
  {
    shape: 'an anchor of YAML',
    rule,
    services,
    edits: {
      'docker-compose.yml': (before) =>
        `x-database: &database\n  DATABASE_URL: postgres://shop:shop@postgres:5432/shop # found here\n\n${replace(
          `DATABASE_URL: ${OF_PAYMENTS}`,
          '<<: *database',
        )(replace(`DATABASE_URL: ${OF_ORDERS}`, '<<: *database')(before))}`,
    },
  },
  {
    shape: 'one variable of the machine for both',
    rule,
    services,
    edits: {
      'docker-compose.yml': (before) =>
        replace(OF_PAYMENTS, '${SHOP_DATABASE_URL}')(replace(OF_ORDERS, '${SHOP_DATABASE_URL} # found here')(before)),
      '.env.example': append('SHOP_DATABASE_URL=postgres://shop:shop@postgres:5432/shop'),
    },
  },
  {
    shape: 'one secret of Kubernetes for both',
    rule,
    services,
    edits: { 'k8s/orders.yaml': deployment('orders', fromSecret), 'k8s/payments.yaml': deployment('payments', fromSecret) },
  },
  {
    shape: 'one ConfigMap of Kubernetes for both',
    rule,
    services,
    edits: {
      'k8s/config.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: database
data:
  DATABASE_URL: postgres://shop:shop@postgres:5432/shop # found here
`,
      'k8s/orders.yaml': deployment('orders', 'envFrom: [{ configMapRef: { name: database } }]'),
      'k8s/payments.yaml': deployment('payments', 'envFrom: [{ configMapRef: { name: database } }]'),
    },
  },
  {
    shape: 'a second file of compose for the test stage',
    rule,
    services,
    edits: {
      'docker-compose.staging.yml': `services:
  orders:
    build: { context: ., dockerfile: services/orders/Dockerfile }
    environment:
      DATABASE_URL: postgres://shop:shop@postgres:5432/shop # found here
  payments:
    build: { context: ., dockerfile: services/payments/Dockerfile }
    environment:
      DATABASE_URL: postgres://shop:shop@postgres:5432/shop
  postgres:
    image: postgres:16.4
`,
    },
  },
  {
    shape: 'a chart of Helm that gives both the same value',
    rule,
    services,
    edits: {
      'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'chart/values.yaml': 'database:\n  url: postgres://shop:shop@postgres:5432/shop\n',
      'chart/templates/orders.yaml': deployment(
        'orders',
        'env:\n            - name: DATABASE_URL # found here\n              value: {{ .Values.database.url | quote }}',
      ),
      'chart/templates/payments.yaml': deployment(
        'payments',
        'env:\n            - name: DATABASE_URL # found here\n              value: {{ .Values.database.url | quote }}',
      ),
    },
  },
];
