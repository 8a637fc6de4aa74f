import { describe, expect, it } from 'vitest';

import { readCompose, type ComposeService } from '../../../src/analysis/deployment-files/compose.js';
import { memoryTree } from '../../../src/analysis/deployment-files/tree.js';
import type { Files } from '../../support/tree.js';

function services(text: string, files: Files = {}, file = 'docker-compose.yml'): readonly ComposeService[] {
  return readCompose(memoryTree({ ...files, [file]: text }), file).services;
}

function one(body: string, files: Files = {}, file = 'docker-compose.yml'): ComposeService {
  const [service] = services(`services:\n  orders:\n${body.replace(/^/gm, '    ')}\n`, files, file);
  if (!service) throw new Error('no service');
  return service;
}

function env({ env: entries, envFileEntries }: ComposeService): Record<string, string> {
  return Object.fromEntries([...envFileEntries, ...entries].map(({ name, value }) => [name, value]));
}

describe('build', () => {
  it.each([
    ['a folder', 'build: ./orders', { context: 'orders', dockerfile: 'orders/Dockerfile' }],
    ['the folder of the file', 'build: .', { context: '.', dockerfile: 'Dockerfile' }],
    ['a context', 'build: { context: ./orders }', { context: 'orders', dockerfile: 'orders/Dockerfile' }],
    [
      'another Dockerfile',
      'build: { context: ., dockerfile: orders/Dockerfile.prod }',
      { context: '.', dockerfile: 'orders/Dockerfile.prod' },
    ],
    ['a target', 'build: { context: ., target: orders }', { target: 'orders' }],
    ['arguments as a map', 'build: { context: ., args: { APP: orders } }', { args: { APP: 'orders' } }],
    ['arguments as a list', 'build: { context: ., args: [APP=orders, EMPTY] }', { args: { APP: 'orders' } }],
    ['nothing', 'image: acme/orders:1', { image: 'acme/orders:1' }],
  ])('%s', (_, body, expected) => {
    expect(one(body)).toMatchObject(expected);
  });

  it('is relative to the file', () => {
    expect(one('build: ../orders', {}, 'deploy/docker-compose.yml')).toMatchObject({ context: 'orders', dockerfile: 'orders/Dockerfile' });
  });
});

describe('environment', () => {
  it.each([
    ['a map', 'environment: { PORT: 3000, ON: true, EMPTY: }', {}, { PORT: '3000', ON: 'true', EMPTY: '' }],
    ['a list', 'environment: [PORT=3000, "URL=http://a/?b=c", PASSED]', {}, { PORT: '3000', URL: 'http://a/?b=c' }],
    ['a number as written', 'environment: { A: 007, B: 1e3, C: 0x1f, D: 1.50 }', {}, { A: '007', B: '1e3', C: '0x1f', D: '1.50' }],
    ['a default', 'environment: { URL: "${URL:-http://bills}" }', {}, { URL: 'http://bills' }],
    ['from .env', 'environment: { URL: $URL }', { '.env': 'URL=http://bills' }, { URL: 'http://bills' }],
    ['from the sample of .env', 'environment: { URL: $URL }', { '.env.example': 'URL=http://bills' }, { URL: 'http://bills' }],
    ['not told', 'environment: { URL: $URL }', {}, { URL: '${URL}' }],
    ['escaped', 'environment: { URL: $$URL }', {}, { URL: '$URL' }],
    ['env_file', 'env_file: a.env', { 'a.env': 'A=1' }, { A: '1' }],
    [
      'several env files',
      'env_file: [a.env, { path: b.env, required: false }, missing.env]',
      { 'a.env': 'A=1\nB=1', 'b.env': 'B=2' },
      { A: '1', B: '2' },
    ],
    ['environment over env_file', 'env_file: a.env\nenvironment: { A: 2 }', { 'a.env': 'A=1' }, { A: '2' }],
    ['the sample of an env file', 'env_file: a.env', { 'a.env.example': 'A=1' }, { A: '1' }],
  ])('%s', (_, body, files, expected) => {
    expect(env(one(body, files as Files))).toEqual(expected);
  });

  it('knows where each is set', () => {
    const { env: entries, envFileEntries } = one('env_file: a.env\nenvironment:\n  PORT: 1\n', { 'a.env': '\nA=1' });
    expect(entries[0]?.at).toMatchObject({ file: 'docker-compose.yml', line: 5 });
    expect(envFileEntries[0]?.at).toMatchObject({ file: 'a.env', line: 2 });
  });
});

describe('anchors and extends', () => {
  it('merges maps, own keys first', () => {
    const [, bills] = services(`x-env: &env { LEVEL: info, MODE: a }
services:
  orders: &base
    build: ./orders
    environment: { <<: *env, MODE: b }
  bills:
    <<: *base
    build: ./bills
`);
    expect(bills).toMatchObject({ name: 'bills', context: 'bills' });
    expect(bills && env(bills)).toEqual({ LEVEL: 'info', MODE: 'b' });
  });

  it('extends a service of the same file', () => {
    const [, bills] = services(`services:
  orders: { build: ./orders, environment: { A: 1, B: 1 }, ports: ["1:1"] }
  bills: { extends: { service: orders }, build: ./bills, environment: { B: 2 }, ports: ["2:2"] }
`);
    expect(bills?.context).toBe('bills');
    expect(bills && env(bills)).toEqual({ A: '1', B: '2' });
    expect(bills?.ports.map(({ published }) => published)).toEqual([1, 2]);
  });

  it('extends a service of another file, whose paths are its own', () => {
    const service = one('extends: { file: base/common.yml, service: web }\nenvironment: { B: 2 }', {
      'base/common.yml': 'services:\n  web: { build: ./web, env_file: web.env }\n',
      'base/web.env': 'A=1',
    });
    expect(service.context).toBe('base/web');
    expect(env(service)).toEqual({ A: '1', B: '2' });
  });

  it.each([
    ['itself', 'extends: orders'],
    ['what is not there', 'extends: { file: nowhere.yml, service: a }'],
  ])('ends where it extends %s', (_, body) => {
    expect(one(`${body}\nimage: acme/orders`).image).toBe('acme/orders');
  });
});

describe('names, ports, volumes, commands', () => {
  it('has every name by which others reach it', () => {
    const body =
      'container_name: shop-orders\nhostname: orders-host\nnetworks: { back: { aliases: [o1, o2], ipv4_address: 10.5.0.6 }, front: }';
    expect(one(body).hosts).toEqual(['orders', 'shop-orders', 'orders-host', 'o1', 'o2', '10.5.0.6']);
  });

  it.each([
    ['"3000"', { target: 3000 }],
    ['"80:3000"', { target: 3000, published: 80, isOpen: true }],
    ['"127.0.0.1:80:3000"', { target: 3000, published: 80 }],
    ['"80:3000/tcp"', { target: 3000, published: 80, isOpen: true }],
    ['"${PORT:-80}:3000"', { target: 3000, published: 80, isOpen: true }],
    ['"${PORT}:3000"', { target: 3000 }],
    ['{ target: 3000, published: "80" }', { target: 3000, published: 80, isOpen: true }],
    ['{ target: 3000 }', { target: 3000 }],
    ['3000', { target: 3000 }],
    ['"3000-3005:3000-3005"', undefined],
    ['"none"', undefined],
  ])('the port %s', (port, expected) => {
    expect(one(`ports: [${port}]`).ports).toEqual(expected === undefined ? [] : [expected]);
  });

  it('exposes ports inside', () => {
    expect(one('expose: ["3000", 4000]').ports).toEqual([{ target: 3000 }, { target: 4000 }]);
  });

  it.each([
    ['./orders:/app', ['orders']],
    ['./nginx.conf:/etc/nginx/nginx.conf:ro', ['nginx.conf']],
    ['{ type: bind, source: ./orders, target: /app }', ['orders']],
    ['${DIR:-./orders}:/app', ['orders']],
    ['data:/var/lib', []],
    ['./missing:/app', []],
    ['/var/run/docker.sock:/var/run/docker.sock', []],
  ])('the volume %s', (volume, expected) => {
    const text = volume.startsWith('{') ? volume : JSON.stringify(volume);
    expect(one(`volumes: [${text}]`, { 'orders/index.js': '', 'nginx.conf': '' }).mounts).toEqual(expected);
  });

  it.each([
    ['command: node index.js', 'node index.js'],
    ['command: [node, index.js]', 'node index.js'],
    ['command: [sh, -c, "node a & node b"]', "sh -c 'node a & node b'"],
    ['entrypoint: [node]\ncommand: [index.js]', 'node index.js'],
    ['image: a', ''],
  ])('%s', (body, expected) => {
    expect(one(body).command).toBe(expected);
  });
});

describe('when it runs', () => {
  it('knows the profiles', () => {
    expect(one('profiles: [debug]').profiles).toEqual(['debug']);
  });

  it('knows that others wait for its end', () => {
    const [migrate, orders] = services(`services:
  migrate: { image: a }
  orders: { image: b, depends_on: { migrate: { condition: service_completed_successfully }, db: { condition: service_started } } }
`);
    expect([migrate?.ends, orders?.ends]).toEqual([true, false]);
  });
});

describe('broken files', () => {
  it.each([
    ['services:\n  a: [\n', 3],
    ['services:\n  a:\n    image: b\n   c: d\n', 4],
    ['a: "', 1],
  ])('are told with their line: %j', (text, line) => {
    const { services: found, problems } = readCompose(memoryTree({ 'docker-compose.yml': text }), 'docker-compose.yml');
    expect(found).toEqual([]);
    expect(problems.map(({ at, message }) => [at.file, at.line, message.split(':')[0]])).toEqual([
      ['docker-compose.yml', line, 'broken YAML'],
    ]);
  });

  it.each(['', 'services:', 'services: 5', 'services: [a]', 'services: { a: 5, b: }', '- a', 'version: "3"'])(
    'nothing in %j is no problem',
    (text) => {
      expect(readCompose(memoryTree({ 'docker-compose.yml': text }), 'docker-compose.yml')).toMatchObject({ services: [], problems: [] });
    },
  );
});
