import { all, file, plugging, replacing, unplugging } from '../../support/edits.js';
import type { Essential } from './essential.js';

const published = (port: string) => replacing(/^compose\.yaml$/, `expose: ['${port}']`, `ports: ['${port}:${port}']`);

export const gateway: readonly Essential[] = [
  {
    pattern: 'api-gateway',
    rule: 'api-gateway/missing-gateway',
    others: { stock: ['rest'], invoices: ['rest'] },
    edit: all(
      unplugging('gateway'),
      replacing(/^msa\.yaml$/, 'kind: gateway', 'kind: service'),
      published('4320'),
      published('4330'),
      published('4340'),
    ),
    at: /^compose\.yaml$/,
  },
  { pattern: 'api-gateway', rule: 'api-gateway/bypassed-gateway', edit: published('4320'), at: /^compose\.yaml$/ },
  {
    pattern: 'api-gateway',
    rule: 'api-gateway/logic-in-gateway',
    edit: plugging('prices', {
      imports: "import pg from 'pg';",
      start: `    const prices = new pg.Pool({ connectionString: process.env.PRICES_URL });
    service.http.post('/v1/prices', async () => prices.query('insert into price (id, amount) values ($1, $2)', ['a', 1]));`,
    }),
    at: file('src/prices/module.ts'),
  },
  {
    pattern: 'api-gateway',
    rule: 'api-gateway/unversioned-api',
    edit: replacing(/^services\/(?:orders|payments)\/src\/.*\.(?:ts|json)$/, /\/v1\//g, '/'),
    at: file('src/rest/routes.ts', 'payments'),
  },
  {
    pattern: 'api-gateway',
    rule: 'api-gateway/gateway-without-auth',
    edit: all(
      unplugging('api-security'),
      plugging('limits', {
        imports: "import rateLimit from '@fastify/rate-limit';",
        start: '    await service.http.register(rateLimit, { max: 300 });',
      }),
    ),
    at: /^msa\.yaml$/,
  },
  {
    pattern: 'api-gateway',
    rule: 'api-gateway/gateway-without-rate-limit',
    edit: replacing(/^services\/orders\/src\/.*\.ts$/, /rate-?limit|too many/gi, 'x'),
    at: /^msa\.yaml$/,
  },
];
