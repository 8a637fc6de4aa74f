import { file, plugging, replacing, unplugging } from '../../support/edits.js';
import type { Cure } from './cure.js';

const REST = { orders: ['rest'], payments: ['rest'] };
const asGateway = replacing(/^msa\.yaml$/, / {2}orders:\n([\s\S]*?)kind: service/g, '  orders:\n$1kind: gateway');

export const security: readonly Cure[] = [
  { rule: 'api-security/unauthenticated-route', services: REST },
  { rule: 'api-security/missing-rate-limit', services: REST },
  {
    rule: 'api-security/missing-input-validation',
    services: REST,
    written: plugging('labels', {
      imports: "import { z } from 'zod';",
      start: "    service.http.post('/v1/labels', async ({ body }) => void service.log.info({ body }, 'label'));",
    }),
    hand: replacing(file('src/labels/module.ts'), "'/v1/labels', ", "'/v1/labels', { schema: { body: z.object({ text: z.string() }) } }, "),
  },
  {
    rule: 'api-security/missing-authorization',
    services: REST,
    written: plugging('tokens', {
      imports: "import { verify } from 'jsonwebtoken';",
      start: "    service.http.addHook('onRequest', async (request) => void verify(request.headers.token, process.env.KEY));",
    }),
  },
  { rule: 'api-gateway/gateway-without-auth', services: REST, written: asGateway },
  { rule: 'api-gateway/gateway-without-rate-limit', services: REST, written: asGateway },
  { rule: 'zero-trust/missing-network-policy', services: REST },
  {
    rule: 'zero-trust/excessive-privilege',
    services: REST,
    written: replacing(file('k8s/deployment.yaml'), 'allowPrivilegeEscalation: false', 'allowPrivilegeEscalation: true'),
    hand: replacing(file('k8s/deployment.yaml'), 'allowPrivilegeEscalation: true', 'allowPrivilegeEscalation: false'),
  },
  { rule: 'zero-trust/unauthenticated-internal-call', services: REST, of: 'payments' },
  { rule: 'observability/missing-tracing', services: REST },
  {
    rule: 'observability/broken-trace-propagation',
    services: REST,
    written: plugging('spans', {
      imports: "import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';",
      start: '    new NodeTracerProvider().register();',
    }),
    hand: unplugging('spans'),
  },
];
