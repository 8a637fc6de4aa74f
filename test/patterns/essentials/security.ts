import { all, CODE, file, plugging, replacing, unplugging, without } from '../../support/edits.js';
import { type Essential, forEach } from './essential.js';

const DEPLOYMENT = file('k8s/deployment.yaml');
const ROUTES = file('src/rest/routes.ts');

const withoutRoles = all(without(file('src/api-security/roles.ts')), replacing(file('src/api-security/guard.ts'), /^.*isAllowed.*$/gm, ''));

/** Signs with a key that everybody reads who reads the code. */
const keyInCode = plugging('links', {
  imports: "import { sign } from 'jsonwebtoken';",
  start: `    const link = sign({ sub: service.name }, 'a-key-that-is-known-to-all');
    service.log.info({ link }, 'link');`,
});

export const security: readonly Essential[] = [
  ...forEach(['api-security', 'api-keys'], {
    rule: 'api-security/unauthenticated-route',
    edit: unplugging('api-security'),
    beside: ['rest'],
    at: ROUTES,
  }),
  ...forEach(['api-security', 'api-hardening'], {
    rule: 'api-security/missing-authorization',
    edit: withoutRoles,
    beside: ['rest'],
    at: ROUTES,
  }),
  {
    pattern: 'api-hardening',
    rule: 'api-security/missing-input-validation',
    edit: replacing(ROUTES, /, body: \w+(?=, response: \{ 201)/g, ''),
    beside: ['rest'],
    at: ROUTES,
  },
  {
    pattern: 'api-hardening',
    rule: 'api-security/missing-rate-limit',
    edit: replacing(CODE, /rate-?limit|429|too many/gi, 'x'),
    beside: ['rest'],
    at: ROUTES,
  },
  { pattern: 'api-keys', rule: 'zero-trust/secret-in-source', edit: keyInCode, at: file('src/links/module.ts') },
  { pattern: 'zero-trust', rule: 'zero-trust/secret-in-source', edit: keyInCode, at: file('src/links/module.ts') },
  {
    pattern: 'zero-trust',
    rule: 'zero-trust/excessive-privilege',
    edit: replacing(DEPLOYMENT, /allowPrivilegeEscalation: false/g, 'allowPrivilegeEscalation: true'),
    at: DEPLOYMENT,
  },
  ...forEach(['zero-trust', 'zero-trust-mesh'], {
    rule: 'zero-trust/plaintext-transport',
    edit: plugging('rates', { start: "    service.onListening(async () => void (await fetch('http://rates.bank.com/today')));" }),
    at: file('src/rates/module.ts'),
  }),
  ...forEach(['zero-trust', 'zero-trust-mesh'], {
    rule: 'zero-trust/unauthenticated-internal-call',
    edit: unplugging('zero-trust', 'payments'),
    beside: ['rest'],
    peer: ['rest', 'zero-trust'],
    at: file('src/rest/client.ts'),
  }),
  {
    pattern: 'network-segmentation',
    rule: 'zero-trust/missing-network-policy',
    edit: without(file('k8s/network-policy.yaml')),
    at: DEPLOYMENT,
  },
  {
    pattern: 'network-segmentation',
    rule: 'manifest/undeclared-call',
    edit: replacing(/^msa\.yaml$/, /calls:\n\s*- payments/g, 'calls: []'),
    beside: ['rest'],
    at: file('src/rest/client.ts'),
  },
];
