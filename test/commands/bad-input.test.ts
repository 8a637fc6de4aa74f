import { symlink } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { folder } from '../support/msa.js';
import { clean } from '../support/shop.js';
import { lintInProcess, transcript } from '../support/transcript.js';

type Content = string | Uint8Array;
/** What stands in msa.yaml, or the files that are put over those of a clean system. */
type Bad = string | Readonly<Record<string, Content>>;

const MAIN = clean['services/orders/src/main.ts'] ?? '';
const ORDERS = 'services/orders/package.json';
/** Matched in more ways than there are atoms by who tries them all. */
const MANY = 'a'.repeat(200);
const SOURCE = 'services/orders/src/extra.ts';

/** Mistakes of the manifest: nothing is analysed, exit code 2. */
const MANIFESTS: Readonly<Record<string, Bad>> = {
  'an open bracket': 'services:\n  orders: { path: services/orders\n',
  'a tab': 'services:\n\torders: {}\n',
  'a key twice': 'services:\n  orders: { path: services/orders }\n  orders: { path: services/billing }\n',
  'two documents': 'version: 1\n---\nversion: 1\n',
  'an unknown alias': 'exclude: *.ts\n',
  'an unknown key': 'services:\n  orders: { path: services/orders, cals: [billing] }\n',
  'a wrong type': 'services:\n  orders: { path: services/orders, calls: billing }\n',
  'a list': '- orders\n',
  'an empty text': 'exclude: ["", legacy]\n',
  'a missing path': 'services:\n  orders: { team: checkout }\n',
  'a path outside': 'services:\n  orders: { path: ../orders }\n',
  'a missing folder': 'services:\n  orders: { path: services/oders }\n',
  'a file for a folder': 'services:\n  orders: { path: services/orders/src/main.ts }\n',
  'a folder twice': 'services:\n  orders: { path: services/orders }\n  sales: { path: services/orders }\n',
  'an unknown rule': 'rules: { god-service/hub: off }\n',
  'an unknown option': 'rules: { god-service/hub-service: { fanin: 3 } }\n',
  'an option of a wrong type': 'rules: { god-service/hub-service: { fanIn: many } }\n',
  'an unknown severity': 'rules: { god-service/hub-service: warn }\n',
  'a library of many wildcards': `libraries: { '@shop/http': { calls: { '${'{a,b}'.repeat(40)}': { kind: http } } } }\n`,
  'a library with an open brace': "libraries: { '@shop/http': { calls: { 'call{a': { kind: http } } } }\n",
  'an unknown version': 'version: 2\n',
  'no reason': 'ignore:\n  - rule: god-service/hub-service\n',
  'a library that selects nothing': 'libraries:\n  "@shop/http":\n    calls:\n      callService: { kind: http, host: "arg(x" }\n',
  'many mistakes at once, Windows line ends': '\uFEFFversion: 2\r\nservces: {}\r\nexclude: legacy\r\n',
  binary: { 'msa.yaml': new Uint8Array([0, 159, 146, 150, 0, 1]) },
  'nested without bottom': `exclude: ${'['.repeat(20_000)}`,
  'a folder': { 'msa.yaml/orders.yaml': '' },
  'two manifests': { 'msa.yaml': 'version: 1\n', 'msa.yml': 'version: 1\n' },
};

/** Broken files of the system: told, and the rest is analysed. */
const FILES: Readonly<Record<string, Bad>> = {
  'package.json cut off': { [ORDERS]: '{\n  "name": "orders",\n' },
  'package.json empty': { [ORDERS]: '' },
  'package.json a list': { [ORDERS]: '[]' },
  'package.json of the root broken': { 'package.json': '{' },
  'package.json with values of wrong types': {
    [ORDERS]: '{"name":5,"dependencies":["a"],"scripts":"x","workspaces":{"packages":5},"exports":[1]}',
  },
  'compose file cut off': { 'docker-compose.yml': 'services:\n  orders: [\n' },
  'compose file with values of wrong types': {
    'docker-compose.yml': 'services:\n  orders: { build: 5, environment: 7, ports: x }\n  billing:\n  x: [1]\n',
  },
  'compose file that contains itself': { 'docker-compose.yml': 'services: &s\n  orders: *s\n' },
  'compose file nested without bottom': { 'docker-compose.yml': `services: ${'['.repeat(20_000)}` },
  'Dockerfile of noise': { 'services/orders/Dockerfile': '\\\\\nRUN [\n"\0' },
  '.env of noise': { 'services/orders/.env': '=\n===\nA\n"B=\n\0\uFFFF' },
  'Kubernetes file cut off': { 'k8s/orders.yaml': 'apiVersion: v1\nkind: Deployment\nspec: [\n' },
  'Prisma schema cut off': { 'services/orders/prisma/schema.prisma': 'model Order {\n  id Int @id\n' },
  'proto file cut off': { 'services/orders/orders.proto': 'syntax = "proto3";\nmessage {' },
  'SQL file of noise': { 'services/orders/db/1.sql': new Uint8Array([0, 1, 2, 255]) },
  'tsconfig.json cut off': { 'services/orders/tsconfig.json': '{ "compilerOptions": { "paths": ' },
  'tsconfig.json that extends itself': { 'services/orders/tsconfig.json': '{ "extends": "./tsconfig.json" }' },
  '.gitignore of noise': { '.gitignore': '[\n!\n\\\n**\\\n' },
  '.gitignore of many wildcards': { '.gitignore': `${'*a'.repeat(40)}b\n${'**/a/'.repeat(40)}b\n`, [`services/orders/${MANY}`]: '' },
  'exclude of many wildcards': {
    'msa.yaml': `exclude: ['${'*a'.repeat(40)}b', '${'**/a/'.repeat(40)}b']\n`,
    [`services/orders/${MANY}`]: '',
  },
  'workspaces of many wildcards': {
    'package.json': JSON.stringify({ workspaces: [`services/${'*a'.repeat(40)}b`, '**/'.repeat(60), '{a,b}'.repeat(30)] }),
    [`services/${MANY}/package.json`]: '{}',
  },
  'source cut off': { [SOURCE]: 'export function {' },
  'source that is an image': { 'services/orders/src/logo.ts': new Uint8Array([0x89, 0x50, 0, 1, 2]) },
  'source in UTF-16': { [SOURCE]: Buffer.from('\uFEFFexport const a = 1;', 'utf16le') },
  'source in Latin-1': { [SOURCE]: Buffer.from('export const gr\u00FCn = 1;', 'latin1') },
  'source in one long line': { 'services/orders/src/bundle.js': 'var x=function(a){return a};'.repeat(5000) },
  'source of ten megabytes': { 'services/orders/src/data.js': `var x = "${'y'.repeat(10_000_000)}";` },
  'source with a byte order mark and Windows line ends': { 'services/orders/src/main.ts': `\uFEFF${MAIN.replaceAll('\n', '\r\n')}` },
  'source that imports itself': { [SOURCE]: "export * from './extra.js';\nimport { a } from './extra.js';\nexport const b = a;\n" },
};

describe('bad input', () => {
  it('is told with its place and a hint (vitest -u writes the page anew; read the difference)', async () => {
    const pages: string[] = [];
    for (const [name, bad] of [...Object.entries(MANIFESTS), ...Object.entries(FILES)]) {
      if (name.includes('without bottom')) continue; // where a stack ends is another column on every version of Node
      const outcome = await lintInProcess(await folderWith(bad));
      pages.push(transcript(`msa lint   # ${name}`, outcome));
    }
    await expect(pages.join('\n')).toMatchFileSnapshot('golden/bad-input.txt');
  });

  it.each(Object.entries(MANIFESTS))('in msa.yaml ends with 2: %s', async (_, bad) => {
    const { code, stdout, stderr } = await lintInProcess(await folderWith(bad));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^msa: .*msa\.yaml|^ {2}at {4}msa\.ya?ml:\d+/m);
    expect(stderr).toMatch(/^ {2}hint {2}\S/m);
    expect(stderr).toMatch(/\nexit 2: could not analyse \(E_[A-Z]+\)\n$/);
  });

  it.each(Object.entries(FILES))('in a file of the system does not end the run: %s', async (_, bad) => {
    const { code, stderr } = await lintInProcess(await folderWith(bad));
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/^exit 0: (no findings|\d+ (?:warnings?|info)) /) as string,
    });
  });

  it('links in circles and into nothing are not followed', async () => {
    const root = await folder(clean);
    await symlink('..', path.join(root, 'services/orders/src/loop'));
    await symlink('nowhere.ts', path.join(root, 'services/orders/src/dangling.ts'));
    await symlink(root, path.join(root, 'services/self'));
    const { code, stdout } = await lintInProcess(root);
    expect(code).toBe(0);
    expect(stdout).toContain('2 services · 2 files');
    expect(stdout).toContain('skipped 3 files: 3 symlink');
  });
});

function folderWith(bad: Bad): Promise<string> {
  return folder({ ...clean, ...(typeof bad === 'string' ? { 'msa.yaml': bad } : bad) });
}
