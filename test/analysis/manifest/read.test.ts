import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readManifest } from '../../../src/analysis/manifest/read.js';
import { UserError } from '../../../src/shared/errors.js';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'msa-manifest-'));
  for (const folder of ['services/orders', 'services/billing', 'web']) await mkdir(path.join(root, folder), { recursive: true });
  for (const file of ['services/orders/main.ts', 'nginx.conf']) await writeFile(path.join(root, file), '');
});

afterAll(() => rm(root, { recursive: true }));

async function read(text: string): ReturnType<typeof readManifest> {
  await writeFile(path.join(root, 'msa.yaml'), text);
  return readManifest(root);
}

/** `at | message | hint` of the UserError. */
async function mistake(text: string): Promise<string> {
  const error: unknown = await read(text).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw new Error(`expected a UserError, got ${String(error)}`);
  expect(error.code).toBe('E_MANIFEST');
  return [error.at, error.message, error.hint].filter((part) => part !== undefined).join(' | ');
}

describe('a valid manifest', () => {
  it('keeps everything, with places', async () => {
    const manifest = await read(`version: 1
name: shop
services:
  orders:
    path: ./services/orders/
    kind: service
    team: checkout
    aliases: [orders-api]
    entry: main.ts
    env: { PORT: 0123, DEBUG: true, EMPTY: , URL: "http://billing" }
    calls:
      - billing
    publishes: [order.created]
    consumes: []
    datastores: [orders-db]
    owns: [orders-db.order]
    patterns: [saga]
  billing: { path: services/billing }
datastores:
  orders-db: { engine: postgres, owner: orders }
rules:
  chatty-communication/call-in-loop: warning
  god-service/hub-service: { severity: error, fanIn: 9 }
ignore:
  - { rule: god-service/hub-service, services: [orders], reason: known, expires: 2030-01-31 }
exclude: ['legacy/**']
libraries:
  '@shop/http':
    types: { '@shop/http.Client': 'createClient()' }
    calls: { callService: { kind: http, host: arg(0) } }
`);
    expect(manifest).toMatchObject({
      file: 'msa.yaml',
      name: 'shop',
      services: [
        {
          name: 'orders',
          path: 'services/orders',
          kind: 'service',
          team: 'checkout',
          aliases: ['orders-api'],
          entry: 'main.ts',
          env: { PORT: '0123', DEBUG: 'true', EMPTY: '', URL: 'http://billing' },
          patterns: [{ name: 'saga', at: { file: 'msa.yaml', line: 17, column: 16 } }],
          at: { file: 'msa.yaml', line: 4, column: 3 },
        },
        { name: 'billing', path: 'services/billing', aliases: [], env: {}, patterns: [] },
      ],
      declared: {
        services: [
          {
            name: 'orders',
            exists: true,
            calls: [{ name: 'billing', at: { line: 12, column: 9 } }],
            publishes: [{ name: 'order.created' }],
            consumes: [],
            datastores: [{ name: 'orders-db' }],
            owns: [{ name: 'orders-db.order' }],
          },
          { name: 'billing' },
        ],
        datastores: [{ name: 'orders-db', engine: 'postgres', owner: 'orders', at: { line: 20, column: 3 } }],
      },
      rules: {
        'chatty-communication/call-in-loop': { severity: 'warning', options: {}, at: { line: 22 } },
        'god-service/hub-service': { severity: 'error', options: { fanIn: 9 }, at: { line: 23 } },
      },
      ignore: [
        { rule: 'god-service/hub-service', services: ['orders'], reason: 'known', expires: '2030-01-31', at: { line: 25, column: 5 } },
      ],
      exclude: ['legacy/**'],
      libraries: [
        {
          package: '@shop/http',
          types: { '@shop/http.Client': 'createClient()' },
          calls: { callService: { kind: 'http', host: 'arg(0)' } },
          at: { line: 28 },
        },
      ],
    });
    expect(manifest?.declared.services[1]).not.toHaveProperty('calls');
  });

  it.each([
    ['nothing', ''],
    ['only comments', '# later\n'],
    ['a byte order mark', '\uFEFFversion: 1\n'],
    ['Windows line ends', 'version: 1\r\nservices:\r\n  orders: { path: services/orders }\r\n'],
    ['a section whose entries are commented out', 'services:\n#  orders: {}\n'],
    ['names of Object.prototype', 'services:\n  constructor: { path: services/orders }\n  __proto__: { path: services/billing }\n'],
    ['a gateway that is one file', 'services:\n  gateway: { path: nginx.conf, kind: gateway }\n'],
    ['an alias', 'services:\n  orders: { path: services/orders, calls: &c [billing] }\n  billing: { path: services/billing, calls: *c }\n'],
    [
      'two services in one folder with an entry each',
      'services:\n  a: { path: services/orders, entry: main.ts }\n  b: { path: services/orders }\n',
    ],
  ])('may hold %s', async (_, text) => {
    expect(await read(text)).toMatchObject({ file: 'msa.yaml' });
  });

  it('keeps a service that is called like a member of Object.prototype', async () => {
    const manifest = await read('services:\n  constructor: { path: services/orders }\n');
    expect(manifest?.declared.services.map((service) => service.name)).toEqual(['constructor']);
  });
});

describe('a mistake', () => {
  it.each([
    ['unknown key', 'servces: {}\n', 'msa.yaml:1:1 | unknown key "servces" | Did you mean "services"?'],
    [
      'unknown key, nothing near',
      'services:\n  orders: { path: web, colour: red }\n',
      'msa.yaml:2:24 | unknown key "colour" in services.orders | Known keys: path, kind, team, aliases, entry, env, calls, publishes, consumes, datastores, owns, patterns.',
    ],
    [
      'unknown value',
      'services:\n  orders:\n    path: web\n    kind: gatway\n',
      'msa.yaml:4:11 | services.orders.kind is "gatway", expected one of service, gateway, frontend, worker | Did you mean "gateway"?',
    ],
    [
      'severity',
      'rules:\n  god-service/hub-service: warn\n',
      'msa.yaml:2:28 | rules.god-service/hub-service is "warn", expected one of off, info, warning, error | Did you mean "warning"?',
    ],
    [
      'severity inside options',
      'rules:\n  a/b: { severity: eror }\n',
      'msa.yaml:2:20 | rules.a/b.severity is "eror", expected one of off, info, warning, error | Did you mean "error"?',
    ],
    [
      'rule as a list',
      'rules:\n  a/b: [error]\n',
      'msa.yaml:2:8 | rules.a/b is a list, expected a severity or a map of options | Write `off`, `info`, `warning` or `error`.',
    ],
    [
      'missing path',
      'services:\n  orders: { team: x }\n',
      'msa.yaml:2:3 | services.orders needs "path" | `path`: Folder of the service, relative to the root; of a bought gateway its configuration file.',
    ],
    [
      'wrong type',
      'services:\n  orders: { path: web, calls: billing }\n',
      'msa.yaml:2:31 | services.orders.calls is "billing", expected a list | Write [billing].',
    ],
    [
      'empty list',
      'services:\n  orders:\n    path: web\n    calls:\n',
      'msa.yaml:4:11 | services.orders.calls is empty, expected a list | Services it may call synchronously. With this list present every other call is a finding.',
    ],
    [
      'list as root',
      '- a\n',
      'msa.yaml:1:1 | the file is a list, expected a map | It begins with `services:`; `msa init --dry-run` prints a whole one.',
    ],
    ['version', 'version: 2\n', 'msa.yaml:1:10 | version is 2; this msa reads version 1 | Write `version: 1`.'],
    ['said twice', 'exclude: [a, b, a]\n', 'msa.yaml:1:17 | exclude lists the same entry twice | Leave one of them out.'],
    ['empty text', 'exclude: [""]\n', 'msa.yaml:1:11 | exclude[0] is empty | Write a text, or leave the entry out.'],
    ['no reason', 'ignore:\n  - rule: a/b\n', 'msa.yaml:2:5 | ignore[0] needs "reason" | `reason`: Why this is accepted.'],
    [
      'no date',
      'ignore:\n  - { rule: a/b, reason: x, expires: tomorrow }\n',
      'msa.yaml:2:38 | ignore[0].expires is "tomorrow", which is not valid | Last day it holds, as YYYY-MM-DD.',
    ],
    [
      'same path',
      'services:\n  a: { path: web }\n  b: { path: ./web/ }\n',
      'msa.yaml:3:3 | services a and b have the same path "web" | Give each its own folder, or its own `entry` file in the common folder.',
    ],
    [
      'outside the root',
      'services:\n  a: { path: ../x }\n',
      'msa.yaml:2:14 | the path "../x" leaves the root | Paths are relative to the root and stay inside it.',
    ],
    [
      'missing folder, one near',
      'services:\n  a: { path: services/order }\n',
      'msa.yaml:2:3 | the folder "services/order" of service a does not exist | Did you mean "services/orders"?',
    ],
    [
      'missing folder, none near',
      'services:\n  a: { path: services/x/y/shipping }\n',
      'msa.yaml:2:3 | the folder "services/x/y/shipping" of service a does not exist | services has: billing, orders.',
    ],
    [
      'a file for a folder',
      'services:\n  a: { path: services/orders/main.ts }\n',
      'msa.yaml:2:3 | the folder "services/orders/main.ts" of service a is a source file | Give its folder, and the file as `entry`.',
    ],
    [
      'missing entry',
      'services:\n  a: { path: web, entry: start.ts }\n',
      'msa.yaml:2:3 | the entry file "start.ts" of service a does not exist | `entry` is relative to the service\'s folder, web.',
    ],
  ])('is told with its place: %s', async (_, text, expected) => {
    expect(await mistake(text)).toBe(expected);
  });

  it.each([
    ['duplicate keys', 'services:\n  a: { path: web }\n  a: { path: web }\n', /^msa\.yaml:3:3 .*second time/],
    ['a tab', 'services:\n\ta: 1\n', /^msa\.yaml:2:1 .*[Tt]ab/],
    ['an open bracket', 'exclude: [a\n', /^msa\.yaml:2:1 .*no valid YAML/],
    ['two documents', 'version: 1\n---\nversion: 1\n', /^msa\.yaml:2:1 .*second document/],
    ['an alias without an anchor', 'exclude: *.ts\n', /^msa\.yaml:1:10 .*alias.*quotes/],
    ['a cycle', 'rules:\n  a/b: &x { y: *x }\n', /an alias contains itself/],
    ['what is no text', 'a\0b', /^msa\.yaml:1:1 .* is no text \| Save it as UTF-8\.$/],
    ['a size that no person writes', `# ${'x'.repeat(1_100_000)}`, /larger than 1 MB/],
    ['nesting without bottom', `exclude: ${'['.repeat(20_000)}`, /msa\.yaml:1:\d+ .*nested too deeply/],
  ])('of YAML is told with its place: %s', async (_, text, expected) => {
    expect(await mistake(text)).toMatch(expected);
  });

  it('an alias bomb does not explode', async () => {
    const levels = Array.from({ length: 12 }, (_, i) => `  l${i + 1}: &l${i + 1} [${Array(10).fill(`*l${i}`).join(', ')}]`);
    const started = performance.now();
    expect(await mistake(`rules:\n  l0: &l0 [x]\n${levels.join('\n')}\n`)).toMatch(/alias/);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('does not hide the others', async () => {
    expect(await mistake('versio: 1\nname: 5\nservces: {}\n')).toBe(
      'msa.yaml:1:1 | unknown key "versio"\nmsa.yaml:2:7 name is 5, expected a text (Name of the system.)\nmsa.yaml:3:1 unknown key "servces" (Did you mean "services"?) | Did you mean "version"?',
    );
  });
});

describe('the file', () => {
  it('is msa.yml as well, but not both', async () => {
    await writeFile(path.join(root, 'msa.yml'), 'version: 1\n');
    expect(await mistake('version: 1\n')).toBe('msa.yml:1:1 | both msa.yaml and msa.yml are at the root | Keep one of them.');
    await rm(path.join(root, 'msa.yaml'));
    expect(await readManifest(root)).toMatchObject({ file: 'msa.yml' });
    await rm(path.join(root, 'msa.yml'));
  });

  it('is optional unless it is named', async () => {
    await rm(path.join(root, 'msa.yaml'), { force: true });
    expect(await readManifest(root)).toBeUndefined();
    await expect(readManifest(root, 'other.yaml')).rejects.toThrow('the manifest other.yaml does not exist');
    await expect(readManifest(root, 'services')).rejects.toThrow('the manifest services is a folder, not a file');
  });
});
