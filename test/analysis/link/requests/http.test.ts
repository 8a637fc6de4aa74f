import { describe, expect, it } from 'vitest';

import { urlsOf } from '../../../../src/analysis/link/values/urls.js';
import { shown } from '../../../../src/analysis/link/values/text.js';
import { anyOf, env, lit } from '../../../../src/model/residual.js';
import { edgesOf, looseOf, placeWith, systemOf, type SystemSpec, type UnitSpec } from '../../../support/link.js';
import { at } from '../../../support/system.js';

const BILLING = `import express from 'express';
const app = express();
app.get('/invoices', (req, res) => res.json([]));
app.get('/invoices/:id', (req, res) => res.json({}));
app.post('/api/v1/reminders', (req, res) => res.json({}));
app.listen(3000);`;
const PAGE = `import React from 'react'; import { createRoot } from 'react-dom/client'; createRoot(document.body).render(React.createElement('p'));`;

function asks(code: string, orders: UnitSpec = {}, rest: Partial<SystemSpec> = {}): SystemSpec {
  return { ...rest, units: { billing: BILLING, orders: { ...orders, code: `import axios from 'axios';\n${code}` }, ...rest.units } };
}

const cases: readonly { readonly name: string; readonly system: SystemSpec; readonly says: readonly string[] }[] = [
  {
    name: 'the host of the deployment',
    system: asks(`axios.get('http://billing:3000/invoices/7');`),
    says: ['orders -> billing http GET /invoices/7 [static]'],
  },
  {
    name: 'a host in a variable',
    system: asks('axios.get(`${process.env.BILLING}/invoices/${process.argv[2]}`);', { env: { BILLING: 'http://billing:3000' } }),
    says: ['orders -> billing http GET /invoices/{} [static]'],
  },
  {
    name: 'the base URL of a client',
    system: asks(`axios.create({ baseURL: 'http://billing:3000/api/v1/' }).post('/reminders');`),
    says: ['orders -> billing http POST /api/v1/reminders [static]'],
  },
  {
    name: 'the sidecar of Dapr, by its path or a header',
    system: asks(`axios.get('http://localhost:3500/v1.0/invoke/billing/method/invoices/7');
      axios.get('http://localhost:3500/invoices', { headers: { 'dapr-app-id': process.env.BILLING_APP_ID } });
      fetch('http://localhost:' + process.env.DAPR_HTTP_PORT + '/api/v1/reminders', { method: 'post', headers: { 'dapr-app-id': 'billing' } });`),
    says: [
      'orders -> billing http GET /invoices [inferred]',
      'orders -> billing http GET /invoices/7 [static]',
      'orders -> billing http POST /api/v1/reminders [static]',
    ],
  },
  {
    name: 'the name of a variable that nobody sets',
    system: asks('axios.get(`${process.env.BILLING_SERVICE_URL}/x`);'),
    says: ['orders -> billing http GET /x [inferred]'],
  },
  {
    name: 'the name of a variable whose default is stale',
    system: asks(`axios.get((process.env.BILLING_URL ?? 'http://localhost:9999') + '/x');`, {
      env: { BILLING_URL: 'http://localhost:9999' },
    }),
    says: ['orders -> billing http GET /x [inferred]'],
  },
  {
    name: 'the name of a variable that nobody sets, before a default at which nobody listens',
    system: asks(`axios.create({ baseURL: process.env.BILLING_URL ?? 'http://localhost:9999' }).get('/x');`),
    says: ['orders -> billing http GET /x [inferred]'],
  },
  {
    name: 'the name of a variable whose default is empty',
    system: asks('axios.get(`${process.env.BILLING_SERVICE_URL || ""}/x`);'),
    says: ['orders -> billing http GET /x [inferred]'],
  },
  {
    name: 'the name of a variable and the operation, which is proof',
    system: asks('axios.get(`${process.env.BILLING_SERVICE_URL}/invoices/7`);'),
    says: ['orders -> billing http GET /invoices/7 [static]'],
  },
  {
    name: 'the name of a variable rather than a port that a container cannot mean',
    system: asks(
      'axios.get(process.env.BILLING_URL + "/x");',
      { env: { BILLING_URL: 'http://localhost:4000' } },
      { units: { other: { ports: ['4000:4000'] } } },
    ),
    says: ['orders -> billing http GET /x [inferred]'],
  },
  {
    name: 'a port that a container cannot mean, where nothing else tells',
    system: asks('axios.get("http://localhost:4000/x");', {}, { units: { other: { ports: ['4000:4000'] } } }),
    says: ['orders -> other http GET /x [inferred]'],
  },
  {
    name: 'the only one that offers the operation',
    system: asks('axios.get(`${process.argv[2]}/invoices/7`);'),
    says: ['orders -> billing http GET /invoices/7 [inferred]'],
  },
  {
    name: 'the alias of an address in the cluster',
    system: asks(`axios.get('http://billing.shop.svc.cluster.local/invoices');`),
    says: ['orders -> billing http GET /invoices [static]'],
  },
  {
    name: 'what listens on the developer’s machine',
    system: {
      units: {
        billing: { code: BILLING, profiles: [] },
        orders: { code: `import axios from 'axios'; axios.get('http://localhost:3000/invoices');`, profiles: [] },
      },
    },
    says: ['orders -> billing http GET /invoices [static]'],
  },
  {
    name: 'nobody else, where the caller listens at that port too and alone offers the operation',
    system: {
      units: {
        billing: { code: BILLING, profiles: [] },
        orders: {
          code: `import axios from 'axios'; import express from 'express'; const app = express();
app.post('/hooks/paid', (req, res) => res.json({})); app.listen(3000); axios.post('http://localhost:3000/hooks/paid');`,
          profiles: [],
        },
      },
    },
    says: [],
  },
  {
    name: 'the published port of a container',
    system: {
      units: {
        billing: { code: BILLING, ports: ['8081:3000'] },
        web: { kind: 'frontend', code: `${PAGE} fetch('http://localhost:8081/invoices');` },
      },
    },
    says: ['web -> billing http GET /invoices [static]'],
  },
  {
    name: 'both variants behind one host',
    system: asks(
      `axios.get('http://invoices/invoices');`,
      {},
      {
        units: { billing: { code: BILLING, hosts: ['invoices'] }, 'billing-v2': { code: BILLING, hosts: ['invoices'] } },
      },
    ),
    says: ['orders -> billing http GET /invoices [static]', 'orders -> billing-v2 http GET /invoices [static]'],
  },
  {
    name: 'each of two alternatives',
    system: asks(`axios.get(process.argv[2] ? 'http://billing/invoices' : 'http://carts/carts');`, {}, { units: { carts: '' } }),
    says: ['orders -> billing http GET /invoices [static]', 'orders -> carts http GET /carts [static]'],
  },
  {
    name: 'the gateway, of a page that does not say whom it asks',
    system: {
      units: {
        web: { kind: 'frontend', code: `${PAGE} fetch('/anything');` },
        gateway: { kind: 'gateway' },
        billing: BILLING,
      },
    },
    says: ['web -> gateway http GET /anything [inferred]'],
  },
  {
    name: 'nobody, where only a gateway takes the path, for somebody else, by any method',
    system: {
      units: {
        orders: `await fetch(process.env.PARTNER_URL + '/v1/payments/7', { method: 'PUT' });`,
        gateway: {
          kind: 'gateway',
          code: `import express from 'express'; const app = express(); app.all('/v1/payments/:id', (req, res) => res.json({})); app.listen(8080);`,
        },
      },
    },
    says: [],
  },
  {
    name: 'nobody, of a page where nothing of the address is known',
    system: {
      units: {
        web: { kind: 'frontend', code: `${PAGE} fetch(document.title); fetch(document.title + '?q=1'); fetch('');` },
        gateway: { kind: 'gateway' },
      },
    },
    says: [],
  },
  {
    name: 'the only one that offers the operation, behind a proxy that cuts the front of the path off',
    system: {
      units: { web: { kind: 'frontend', code: `${PAGE} fetch('http://localhost/api/invoices/7');` }, billing: BILLING, users: '' },
    },
    says: ['web -> billing http GET /api/invoices/7 [inferred]'],
  },
  {
    name: 'behind the prefix of one variable, the one to which most requests lead',
    system: {
      units: {
        web: {
          kind: 'frontend',
          code: `${PAGE} const base = process.env.API_URL; fetch(base + '/invoices'); fetch(base + '/invoices/7'); fetch(base + '/players');`,
          env: { API_URL: 'http://localhost/api' },
        },
        billing: BILLING,
        search: `import express from 'express'; const app = express(); app.get('/players', (req, res) => res.json([])); app.listen(4000);`,
      },
    },
    says: ['web -> billing http GET /api/invoices [inferred]', 'web -> billing http GET /api/invoices/7 [inferred]'],
  },
  { name: 'nobody who is asked so by another service', system: asks(`axios.get('http://localhost/api/invoices/7');`), says: [] },
  {
    name: 'the target of the page’s own proxy',
    system: {
      units: { web: { kind: 'frontend', code: `${PAGE} fetch('/api/invoices');` }, billing: BILLING },
      proxies: [{ unit: 'web', prefix: '/api', target: 'http://billing:3000', at: at('vite.config.ts') }],
    },
    says: ['web -> billing http GET /api/invoices [static]', 'web -> billing proxy /api [static]'],
  },
  {
    name: 'whom a proxy without code leads to',
    system: {
      units: {
        web: { kind: 'frontend', code: `${PAGE} fetch('/api/invoices/7');` },
        proxy: { language: 'nginx' },
        billing: BILLING,
      },
      proxies: [{ unit: 'proxy', prefix: '/api/', target: 'http://billing:3000/', at: at('nginx.conf') }],
    },
    says: ['proxy -> billing proxy /api/ [static]', 'web -> billing http GET /api/invoices/7 [static]'],
  },
  {
    name: 'whom the ingress leads to',
    system: {
      units: { web: { kind: 'frontend', code: `${PAGE} fetch('/invoices/7');` }, billing: BILLING, gateway: { kind: 'gateway' } },
      proxies: [
        { unit: 'ingress', prefix: '/', target: 'http://web', at: at('ingress.yaml') },
        { unit: 'ingress', prefix: '/invoices', target: 'http://billing', at: at('ingress.yaml', 2) },
      ],
    },
    says: ['web -> billing http GET /invoices/7 [static]'],
  },
  {
    name: 'whom the ingress leads to, under a name that is only known where the ingress is',
    system: {
      units: {
        web: { kind: 'frontend', code: `${PAGE} fetch('/invoices/7');` },
        billing: { code: BILLING, hosts: ['accounts-svc'], profiles: ['kubernetes'] },
        auth: {},
      },
      proxies: [
        { unit: 'ingress', prefix: '/', target: 'http://web', at: at('ingress.yaml') },
        { unit: 'ingress', prefix: '/invoices', target: 'http://accounts-svc', at: at('ingress.yaml', 2) },
      ],
    },
    says: ['web -> billing http GET /invoices/7 [static]'],
  },
  {
    name: 'nobody, where the ingress leads to somebody unknown, and everything else to another page',
    system: {
      units: { web: { kind: 'frontend', code: `${PAGE} fetch('/invoices/7');` }, admin: { kind: 'frontend', code: PAGE } },
      proxies: [
        { unit: 'ingress', prefix: '/', target: 'http://admin', at: at('ingress.yaml') },
        { unit: 'ingress', prefix: '/invoices', target: 'http://ledger', at: at('ingress.yaml', 2) },
      ],
    },
    says: [],
  },
  {
    name: 'whom the ingress leads to, of a page that does not say whom it asks, and not the rule for everything',
    system: {
      units: {
        web: {
          kind: 'frontend',
          code: `${PAGE} const base = process.env.API_URL; fetch(base + '/invoices/7'); fetch(base + '/anything');`,
        },
        billing: BILLING,
        edge: { kind: 'gateway' },
      },
      proxies: [
        { unit: 'ingress', prefix: '/', target: 'http://billing', at: at('ingress.yaml') },
        { unit: 'ingress', prefix: '/invoices', target: 'http://billing', at: at('ingress.yaml', 2) },
      ],
    },
    says: ['web -> billing http GET /invoices/7 [inferred]', 'web -> edge http GET /anything [inferred]'],
  },
  {
    name: 'whom a gateway hands on to what it answers itself',
    system: {
      units: {
        billing: BILLING,
        gateway: `import axios from 'axios'; import express from 'express'; const app = express();
          app.get('/invoices', async (req, res) => { const [found] = (await axios.get('https://registry.acme.com/x')).data; res.json(await axios.get(found.url + '/invoices')); });`,
      },
    },
    says: ['gateway -> billing http GET /invoices [inferred]'],
  },
  {
    name: 'nobody, of a service whose own operation it may be as well',
    system: {
      units: {
        billing: BILLING,
        stock: `import axios from 'axios'; import express from 'express'; const app = express();
          app.get('/invoices', async (req, res) => { res.json(await axios.get(req.query.url + '/invoices')); });`,
      },
    },
    says: [],
  },
  {
    name: 'the host behind a single slash, as URLs are read',
    system: asks(`axios.get('http:/billing:3000/invoices/7');`),
    says: ['orders -> billing http GET /invoices/7 [static]'],
  },
  {
    name: 'the only one that is not a left-over of another',
    system: asks('axios.get(`${process.argv[2]}/invoices/7`);', {}, { units: { 'billing-legacy': BILLING } }),
    says: ['orders -> billing http GET /invoices/7 [inferred]'],
  },
  {
    name: 'nobody, for what shares no word with what is offered',
    system: asks(
      'axios.get(`${process.argv[2]}/${process.argv[3]}/events`);',
      {},
      {
        units: { assets: `import express from 'express'; const app = express(); app.get('/public/:file', (req, res) => res.end());` },
      },
    ),
    says: [],
  },
  {
    name: 'nobody, for the hook of somebody else and for a file beside the module',
    system: {
      units: {
        web: {
          kind: 'frontend',

          code: `${PAGE} fetch(process.env.CHAT_WEBHOOK_URL); fetch(new URL('../fonts/a.ttf', import.meta.url));`,
        },
        gateway: { kind: 'gateway' },
      },
    },
    says: [],
  },
  { name: 'nobody, for itself', system: asks(`axios.get('http://orders/x');`), says: [] },
  {
    name: 'nobody, for a database',
    system: asks(`axios.get('http://search:9200/x');`, {}, { infrastructure: { search: 'elasticsearch' } }),
    says: [],
  },
];

describe('a request meets', () => {
  it.each(cases)('$name', ({ system, says }) => {
    expect(edgesOf(system)).toEqual(says);
  });

  it('the operation that answers, under the prefix of its router', () => {
    const edges = systemOf(asks(`axios.get('http://billing/invoices/7'); axios.post('http://billing/reminders');`)).edges;
    expect(edges.map(({ operation }) => operation)).toEqual(['GET /invoices/{}', 'POST /api/v1/reminders']);
  });
});

describe('a request that meets nobody', () => {
  it.each([
    [
      'of another company',
      `axios.get('https://api.stripe.com/v1/charges');`,
      ['orders call GET https://api.stripe.com/v1/charges (external)'],
    ],
    ['of a host that nobody has', `axios.get('http://ledger/x');`, ['orders call GET http://ledger/x (no-peer)']],
    ['of a host that is not known', 'axios.get(process.argv[2]);', ['orders call GET {process.argv[2]} (unresolved)']],
    ['of its own, without a host', `axios.get('/x');`, ['orders call GET /x (unresolved)']],
    ['of itself', `axios.get('http://orders/x');`, []],
  ])('%s is loose', (_, code, says) => {
    expect(looseOf(asks(code))).toEqual(says);
  });
});

it('is waited for, unless a queue asks later', () => {
  const tasks = `new CloudTasksClient().createTask({ task: { httpRequest: { url: 'http://billing:3000/invoices' } } });`;
  const { edges } = systemOf(
    asks(`import { CloudTasksClient } from '@google-cloud/tasks'; axios.get('http://billing:3000/invoices/7'); ${tasks}`),
  );
  expect(edges.map(({ name, style }) => `${name} ${style}`)).toEqual(['GET /invoices/7 sync', 'POST /invoices async']);
});

it('has a URL for each base and each path', () => {
  const place = placeWith({ A: 'http://a' });
  const urls = urlsOf({ url: anyOf([lit('/x'), lit('/y')]), base: env('A') }, place);
  expect(urls.map(shown)).toEqual(['http://a/x', 'http://a/y']);
  expect(urlsOf({ url: lit('/x'), base: lit('http://a/api'), join: 'resolve' }, place).map(shown)).toEqual(['http://a/x']);
});
