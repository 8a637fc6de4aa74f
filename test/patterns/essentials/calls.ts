import { all, file, plugging, replacing, unplugging, without } from '../../support/edits.js';
import type { Essential } from './essential.js';

const CLIENT = file('src/rest/client.ts');
const BREAKER = file('src/circuit-breaker/breaker.ts');

const withoutDeadline = replacing(CLIENT, '        signal,\n', '');

/** Orders asks payments, and uses all that it offers. */
const checkout = plugging('checkout', {
  imports: "import { paymentsClient } from '../clients/payments.js';",
  start: `    const payments = paymentsClient(service);
    service.http.post('/v1/checkouts', { schema: { body: z.object({ name: z.string() }) } }, async ({ body: { name } }) => payments.add(name, 'key'));
    service.http.get('/v1/checkouts', async () => payments.list());
    service.http.get('/v1/checkouts/:id', async ({ params }) => payments.find(params.id));
    service.http.patch('/v1/checkouts/:id', { schema: { body: z.object({ name: z.string() }) } }, async ({ params, body }) => payments.rename(params.id, body.name));
    service.http.delete('/v1/checkouts/:id', async ({ params }) => payments.remove(params.id));`,
});
const renaming = replacing(
  file('src/clients/payments.ts'),
  '    async remove(',
  `    rename: async (id: string, name: string) => client.patch(path(id), { schema: payment, body: { name } }),
    async remove(`,
);
const written = all(checkout, renaming);

/** A stub of another service, made from its contract. */
const crew = (address: string) =>
  plugging('crews', {
    imports: "import { credentials, loadPackageDefinition } from '@grpc/grpc-js';\nimport { loadSync } from '@grpc/proto-loader';",
    start: `    const proto = loadPackageDefinition(loadSync('proto/payments.proto'));
    const payments = new proto.payments.v1.Payments(${address}, credentials.createInsecure());
    service.http.get('/v1/crews/:id', async (request, reply) =>
      payments.get({ id: request.params.id }, { deadline: Date.now() + 500 }, (error, found) => reply.send(found)),
    );`,
  });

export const calls: readonly Essential[] = [
  {
    pattern: 'grpc',
    rule: 'communication/grpc-without-deadline',
    peer: ['grpc'],
    written: crew('process.env.PAYMENTS_ADDRESS'),
    edit: replacing(file('src/crews/module.ts'), '{ deadline: Date.now() + 500 }, ', ''),
    at: file('src/crews/module.ts'),
  },
  {
    pattern: 'grpc',
    rule: 'communication/hard-coded-endpoint',
    peer: ['grpc'],
    edit: crew("'10.0.0.12:4321'"),
    at: file('src/crews/module.ts'),
  },
  {
    pattern: 'circuit-breaker',
    rule: 'circuit-breaker/unprotected-call',
    beside: ['rest'],
    edit: all(unplugging('circuit-breaker'), withoutDeadline),
    at: CLIENT,
  },
  {
    pattern: 'circuit-breaker',
    rule: 'circuit-breaker/missing-timeout',
    beside: ['rest'],
    edit: all(
      withoutDeadline,
      replacing(BREAKER, 'await this.withinTime(call)', 'await call()'),
      replacing(BREAKER, / {2}\/\*\* A trial that never ended[\s\S]*\n {2}\}\n/g, ''),
    ),
    at: CLIENT,
  },
  {
    pattern: 'circuit-breaker',
    rule: 'circuit-breaker/breaker-without-fallback',
    beside: ['rest'],
    edit: without(file('src/circuit-breaker/fallback.ts')),
    at: BREAKER,
  },
  {
    pattern: 'circuit-breaker',
    rule: 'circuit-breaker/retry-without-backoff',
    beside: ['rest'],
    edit: replacing(CLIENT, /^.*await sleep\(.*$/gm, ''),
    at: CLIENT,
  },
  {
    pattern: 'circuit-breaker',
    rule: 'circuit-breaker/retry-on-non-idempotent',
    beside: ['rest'],
    peer: ['rest', 'database-per-service'],
    edit: all(
      replacing(/^services\/(?:orders|payments)\/src\/.*\.ts$/, /idempotency-key/g, 'request-tag'),
      replacing(
        CLIENT,
        "const repeatable = IDEMPOTENT.has(method) || request.headers?.['request-tag'] !== undefined;",
        'const repeatable = true;',
      ),
      replacing(
        file('src/database/payments.ts', 'payments'),
        '(id, name, version, created_at) values ($1, $2, $3, $4) on conflict (id) do nothing',
        '(name) values ($1)',
      ),
    ),
    at: CLIENT,
  },
  {
    pattern: 'rest',
    rule: 'communication/hard-coded-endpoint',
    edit: plugging('stock', {
      start:
        "    service.onListening(async () => void (await fetch('http://10.0.0.12:8080/stock', { signal: AbortSignal.timeout(500) })));",
    }),
    at: file('src/stock/module.ts'),
  },
  {
    pattern: 'rest',
    rule: 'communication/call-to-missing-endpoint',
    written,
    edit: replacing(file('src/clients/payments.ts'), "client.post('/v1/payments'", "client.post('/v1/payment-requests'"),
    at: CLIENT,
  },
  {
    pattern: 'rest',
    rule: 'communication/unused-endpoint',
    written,
    edit: all(
      replacing(file('src/checkout/module.ts'), /^.*payments\.rename[\s\S]*?;\n/gm, ''),
      replacing(file('src/clients/payments.ts'), /^ *rename: .*$/gm, ''),
    ),
    at: file('src/rest/routes.ts', 'payments'),
  },
];
