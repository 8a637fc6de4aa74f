import { adding, all, file, plugging, replacing } from '../../support/edits.js';
import type { Cure } from './cure.js';

const REST = { orders: ['rest'], payments: ['rest'] };
const STOCK = 'services/orders/src/stock/module.ts';

const asking = (imports: string, start: string) => plugging('stock', { imports, start });
/** What was written by hand is done by the client that the layers protect. */
const byClient = adding(
  STOCK,
  `import { paymentsClient } from '../clients/payments.js';
import { defineModule } from '../module.js';

export const stock = defineModule({
  name: 'stock',
  stage: 'feature',
  env: {},
  start(service) {
    service.http.get('/v1/stock', async () => paymentsClient(service).list());
  },
});
`,
);

export const calls: readonly Cure[] = [
  {
    rule: 'communication/grpc-without-deadline',
    services: { orders: ['rest'], payments: ['grpc'] },
    written: asking(
      "import { credentials, loadPackageDefinition } from '@grpc/grpc-js';\nimport { loadSync } from '@grpc/proto-loader';",
      `    const proto = loadPackageDefinition(loadSync('proto/payments.proto'));
    const payments = new proto.payments.v1.Payments(process.env.PAYMENTS_ADDRESS, credentials.createInsecure());
    service.http.get('/v1/stock', async (request, reply) => payments.get({ id: 'a' }, (error, found) => reply.send(found)));`,
    ),
    hand: replacing(file('src/stock/module.ts'), "{ id: 'a' }, ", "{ id: 'a' }, { deadline: Date.now() + 500 }, "),
  },
  {
    rule: 'circuit-breaker/unprotected-call',
    services: REST,
    written: replacing(file('src/rest/client.ts'), '        signal,\n', ''),
  },
  {
    rule: 'circuit-breaker/missing-timeout',
    services: REST,
    written: asking(
      "import CircuitBreaker from 'opossum';",
      `    const breaker = new CircuitBreaker(async () => fetch(process.env.PAYMENTS_URL + '/v1/payments'), { timeout: false });
    service.http.get('/v1/stock', async () => breaker.fire());`,
    ),
    hand: byClient,
  },
  {
    rule: 'circuit-breaker/breaker-without-fallback',
    services: REST,
    written: asking(
      "import CircuitBreaker from 'opossum';",
      `    const breaker = new CircuitBreaker(async () => fetch(process.env.PAYMENTS_URL + '/v1/payments'));
    service.http.get('/v1/stock', async () => breaker.fire());`,
    ),
  },
  {
    rule: 'circuit-breaker/retry-without-backoff',
    services: { orders: ['health'], payments: ['rest'] },
    written: all(
      asking(
        '',
        `    service.http.get('/v1/stock', async () => {
      for (let attempt = 0; attempt < 3; attempt++) {
        try {
          return await fetch(process.env.PAYMENTS_URL + '/v1/payments', { signal: AbortSignal.timeout(500) });
        } catch (error) {
          service.log.warn({ error }, 'again');
        }
      }
      return [];
    });`,
      ),
      replacing(/^compose\.yaml$/, /(services\/orders\/Dockerfile\n\s+environment:\n)( *)/g, '$1$2PAYMENTS_URL: http://payments:4320\n$2'),
    ),
    hand: byClient,
  },
];
