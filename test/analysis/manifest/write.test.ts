import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { buildManifest } from '../../../src/analysis/manifest/build.js';
import { parseYaml } from '../../../src/analysis/manifest/parse.js';
import { validate } from '../../../src/analysis/manifest/validate.js';
import { writeManifest } from '../../../src/analysis/manifest/write.js';
import type { Discovery } from '../../../src/model/deployment.js';
import type { Manifest } from '../../../src/model/manifest.js';
import type { Datastore, Edge, Service } from '../../../src/model/system.js';
import { at, system } from '../../support/system.js';

const discovery: Discovery = { units: [], packages: [], profiles: [], proxies: [], files: [], skipped: [], schemaFiles: [], problems: [] };

function service(name: string, more: Partial<Service> = {}): Service {
  const place = at('docker-compose.yml', 3);
  return {
    name,
    path: `services/${name}`,
    kind: 'service',
    language: 'ts',
    linesOfCode: 10,
    files: 1,
    at: place,
    evidence: [{ at: place, text: `compose service ${name}` }],
    operations: [],
    entities: [],
    analysed: true,
    ...more,
  };
}

function edge(from: string, to: string, more: Partial<Edge> = {}): Edge {
  return {
    from,
    to,
    protocol: 'http',
    style: 'sync',
    name: 'GET /',
    confidence: 'static',
    evidence: [at(`services/${from}/call.ts`, 7)],
    profiles: [],
    ...more,
  };
}

function datastore(id: string, users: readonly string[], more: Partial<Datastore> = {}): Datastore {
  const accessors = users.map((name) => ({
    service: name,
    access: ['read', 'write'] as const,
    tables: [],
    evidence: [at(`services/${name}/db.ts`, 2)],
    uses: true,
  }));
  return { id, engine: 'postgres', role: 'primary', proven: true, profiles: [], accessors, ...more };
}

function reread(text: string): Manifest {
  const yaml = parseYaml(text, 'msa.yaml');
  return buildManifest(validate(yaml, 'msa.yaml'), yaml, 'msa.yaml');
}

describe('writeManifest', () => {
  it('says what was found and on which evidence', () => {
    const text = writeManifest(
      discovery,
      system({
        services: [service('billing', { team: 'money' }), service('orders', { kind: 'gateway' })],
        edges: [
          edge('orders', 'billing', { name: 'POST /invoices' }),
          edge('orders', 'billing', { name: 'GET /invoices/{}' }),
          edge('billing', 'orders', { name: 'paid', style: 'async', protocol: 'event' }),
          edge('billing', 'orders', { confidence: 'inferred' }),
        ],
        topics: [
          {
            broker: 'kafka',
            name: 'paid',
            publishers: [{ service: 'billing', at: at('services/billing/pay.ts', 4) }],
            consumers: [{ service: 'orders', at: at('services/orders/on.ts', 5) }],
          },
        ],
        datastores: [
          datastore('postgres://db:5432/shop', ['billing', 'orders'], { database: 'shop' }),
          datastore('redis://cache:6379', ['orders'], { engine: 'redis', host: 'cache' }),
        ],
      }),
    );
    expect(text.split('\n\n')[1]).toBe(`version: 1
services:
  billing:
    # compose service billing (docker-compose.yml:3:1)
    path: services/billing
    kind: service
    team: money
    calls:
      - orders # GET /, inferred, services/billing/call.ts:7:1
    publishes:
      - paid # services/billing/pay.ts:4:1
    datastores:
      - shop # read, write, services/billing/db.ts:2:1
  orders:
    # compose service orders (docker-compose.yml:3:1)
    path: services/orders
    kind: gateway
    calls:
      - billing # POST /invoices and 1 more, services/orders/call.ts:7:1
    consumes:
      - paid # services/orders/on.ts:5:1
    datastores:
      - cache # read, write, services/orders/db.ts:2:1
      - shop # read, write, services/orders/db.ts:2:1
datastores:
  shop:
    # postgres://db:5432/shop, opened by billing, orders: which one is the \`owner\`?
    engine: postgres
  cache:
    # redis://cache:6379, opened by orders
    engine: redis
    owner: orders
`);
  });

  it('gives a datastore its full address where another goes by its short name', () => {
    const text = writeManifest(
      discovery,
      system({
        services: [service('orders')],
        datastores: [
          datastore('postgres://local:5432/shop', ['orders'], { host: 'local', database: 'shop' }),
          datastore('postgres://local:5433', ['orders'], { host: 'local' }),
        ],
      }),
    );
    expect(reread(text).declared.datastores.map(({ name }) => name)).toEqual(['shop', 'postgres://local:5433']);
  });

  it('names no datastore by a number', () => {
    const text = writeManifest(
      discovery,
      system({
        services: [service('orders')],
        datastores: [datastore('redis://cache:6379/0', ['orders'], { host: 'cache', database: '0' })],
      }),
    );
    expect(reread(text).declared.datastores.map(({ name }) => name)).toEqual(['cache']);
  });

  it('is read back as what it says, whatever the names are', () => {
    const word = fc.oneof(
      fc.string({ minLength: 1, maxLength: 8 }),
      fc.constantFrom('constructor', '__proto__', 'null', '1', 'a: b', '# c', '*d', 'e\nf', 'off', '- g'),
    );
    const systems = fc.uniqueArray(word, { minLength: 1, maxLength: 5 }).chain((names) =>
      fc.record({
        names: fc.constant(names),
        edges: fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names), word), { maxLength: 6 }),
        stores: fc.uniqueArray(fc.tuple(word, fc.constantFrom(...names), word), { maxLength: 4, selector: ([id]) => id }),
      }),
    );
    fc.assert(
      fc.property(systems, ({ names, edges, stores }) => {
        const text = writeManifest(
          discovery,
          system({
            services: names.map((name, index) => service(name, { path: `s${index}` })),
            edges: edges.map(([from, to, name]) => edge(from, to, { name })),
            datastores: stores.map(([id, user, database]) => datastore(id, [user], { database })),
          }),
        );
        const manifest = reread(text);
        const calls = new Map(names.map((name) => [name, new Set(edges.filter(([from]) => from === name).map(([, to]) => to))]));
        expect(new Map(manifest.declared.services.map((one) => [one.name, new Set((one.calls ?? []).map((call) => call.name))]))).toEqual(
          calls,
        );
        expect(manifest.declared.datastores).toHaveLength(stores.length);
      }),
      { numRuns: 200 },
    );
  });
});
