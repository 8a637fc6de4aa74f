import { describe, expect, it } from 'vitest';

import { nodeService, profilesOf, unitOf, type Files } from '../../support/tree.js';

const ORDERS = nodeService('orders');
const BILLS = nodeService('bills');

/** `profile: unit(A=1) | infrastructure:engine`, a line for each profile. */
function told(files: Files): string[] {
  return profilesOf(files).map(({ name, deployments, infrastructure }) => {
    const units = deployments.map(({ unit, env, variant }) => {
      const values = Object.entries(env).map(([key, { value }]) => `${key}=${value ?? ''}`);
      return `${unit}${variant === undefined ? '' : `/${variant}`}(${values.join(' ')})`;
    });
    return `${name}: ${units.join(' ')} | ${infrastructure.map((i) => `${i.name}:${i.engine ?? '?'}`).join(' ')}`;
  });
}

describe('compose files', () => {
  it('put the override over the default', () => {
    expect(
      told({
        ...ORDERS,
        'docker-compose.yml': 'services: { orders: { build: ./orders, environment: { A: 1, B: 1 } }, db: { image: postgres } }',
        'docker-compose.override.yml': 'services: { orders: { environment: { B: 2 } } }',
      }),
    ).toEqual(['docker-compose.yml: orders(A=1 B=2) | db:postgres']);
  });

  it('put what says nothing of how its services are built or set up over the default', () => {
    const files = (debug: string): Files => ({
      ...ORDERS,
      'docker-compose.yml':
        'services: { orders: { build: { context: ./orders, args: { SERVICE: orders } }, environment: { A: 1 } }, db: { image: postgres } }',
      'docker-compose.debug.yml': `services: { orders: { ${debug} } }`,
    });
    expect([
      told(files('build: { context: ./orders }, environment: { B: 2 }'))[1],
      told(files('build: { context: ./orders, args: { SERVICE: orders } }, command: node --inspect src/index.js'))[1],
      told(files('build: { context: ./orders, args: { SERVICE: orders } }, environment: { B: 2 }'))[1],
    ]).toEqual([
      'docker-compose.debug.yml: orders(A=1 B=2) | db:postgres',
      'docker-compose.debug.yml: orders(A=1) | db:postgres',
      'docker-compose.debug.yml: orders(B=2) | ',
    ]);
  });

  it('are read with the default one first, for debugging last', () => {
    const orders = 'services: { orders: { build: ./orders } }';
    const names = ['compose.debug.yaml', 'compose.prod.yaml', 'compose.yaml'];
    const unit = unitOf({ ...ORDERS, ...Object.fromEntries(names.map((name) => [name, orders])) }, 'orders');
    expect(unit.evidence.slice(0, 3).map(({ at }) => at.file)).toEqual(['compose.yaml', 'compose.prod.yaml', 'compose.debug.yaml']);
  });

  it('give arguments to what they start, in the place of those of its image', () => {
    expect(
      told({
        ...ORDERS,
        'orders/Dockerfile': 'FROM node\nCMD ["node", "src/index.js", "--port", "80", "--verbose", "yes"]',
        'docker-compose.yml':
          'services: { orders: { build: ./orders, command: "node src/index.js --port ${PORT:-90} --ordersUrl=http://x" } }',
      }),
    ).toEqual(['docker-compose.yml: orders(--port=90 --orders-url=http://x) | ']);
  });

  it('put what cannot run alone over the default', () => {
    expect(
      told({
        ...ORDERS,
        'compose.yaml': 'services: { orders: { build: ./orders, command: node a, environment: { A: 1 } } }',
        'compose.prod.yaml': 'services: { orders: { environment: { A: 2 } }, db: { image: mysql } }',
      }),
    ).toEqual(['compose.yaml: orders(A=1) | ', 'compose.prod.yaml: orders(A=2) | db:mysql']);
  });

  it('put a build without a context over the one that has it', () => {
    expect(
      profilesOf({
        ...ORDERS,
        ...BILLS,
        'compose.yaml': 'services: { orders: { build: ./orders }, bills: { build: { context: bills, dockerfile: Dockerfile.prod } } }',
        'compose.staging.yaml': 'services: { orders: { build: { dockerfile: Dockerfile.dev } }, bills: { build: { target: base } } }',
      }).map(({ name, deployments }) => [name, ...deployments.map(({ image }) => image).sort()]),
    ).toEqual([
      ['compose.yaml', 'bills/Dockerfile.prod in bills', 'orders/Dockerfile in orders'],
      ['compose.staging.yaml', 'bills/Dockerfile.prod in bills, target base', 'orders/Dockerfile.dev in orders'],
    ]);
  });

  it('run under the tag what another service builds', () => {
    expect(
      profilesOf({
        ...nodeService('apps/orders'),
        ...nodeService('apps/bills'),
        'compose.yaml':
          'services: { orders: { build: ., image: shop, command: node apps/orders }, bills: { image: shop, command: node apps/bills }, cache: { image: redis } }',
      }).map(({ deployments, infrastructure }) => [
        deployments.map(({ unit, image }) => [unit, image]).sort(),
        infrastructure.map(({ name }) => name),
      ]),
    ).toEqual([
      [
        [
          ['bills', 'Dockerfile in .'],
          ['orders', 'Dockerfile in .'],
        ],
        ['cache'],
      ],
    ]);
  });

  it('are profiles of their own where they run alone', () => {
    expect(
      told({
        ...ORDERS,
        'docker-compose.yml': 'services: { orders: { build: ./orders, environment: { A: 1 } } }',
        'docker-compose.dev.yml': 'services: { orders: { build: ./orders, environment: { A: 2 } } }',
        'deploy/docker-compose.yml': 'services: { orders: { build: ../orders, environment: { A: 3 } } }',
      }).sort(),
    ).toEqual([
      'deploy/docker-compose.yml: orders(A=3) | ',
      'docker-compose.dev.yml: orders(A=2) | ',
      'docker-compose.yml: orders(A=1) | ',
    ]);
  });

  it('are one profile with those they include', () => {
    expect(
      told({
        ...ORDERS,
        'docker-compose.yml':
          'include: [infra/docker-compose.yml, { path: more/docker-compose.yml }, missing.yml]\nservices: { orders: { build: ./orders } }',
        'infra/docker-compose.yml': 'services: { db: { image: postgres } }',
        'more/docker-compose.yml': 'services: { cache: { image: redis } }',
      }),
    ).toEqual(['docker-compose.yml: orders() | cache:redis db:postgres']);
  });

  it('that include each other are read', () => {
    const files = {
      'docker-compose.yml': 'include: [a/docker-compose.yml]\nservices: { orders: { build: ./orders } }',
      'a/docker-compose.yml': 'include: [../docker-compose.yml]\nservices: { db: { image: postgres } }',
    };
    expect(told({ ...ORDERS, ...files })).toContain('docker-compose.yml: orders() | db:postgres');
  });

  it('of tests are left out where others deploy', () => {
    const files = { ...ORDERS, 'docker-compose.test.yml': 'services: { orders: { build: ./orders } }' };
    expect(told(files)).toEqual(['docker-compose.test.yml: orders() | ']);
    expect(told({ ...files, 'docker-compose.yml': 'services: { orders: { build: ./orders } }' })).toEqual([
      'docker-compose.yml: orders() | ',
    ]);
  });
});

describe('a compose service', () => {
  it.each([
    ['its build', { 'docker-compose.yml': 'services: { web: { build: ./orders } }' }],
    ['what it mounts', { 'docker-compose.yml': 'services: { web: { image: "node:22", volumes: ["./orders:/app"] } }' }],
    ['its name and its image', { 'docker-compose.yml': 'services: { orders: { image: "acme/shop-orders:1" } }' }],
    ['its name, with separators', { 'docker-compose.yml': 'services: { orders-service: { image: "acme/orders:1" } }' }],
  ])('is the unit of %s', (_, files) => {
    expect(told({ ...ORDERS, ...files })).toEqual(['docker-compose.yml: orders() | ']);
  });

  it.each([
    ['with an image of somebody else', '{ image: "quay.io/keycloak/keycloak" }', 'orders:?'],
    ['with the image of a database', '{ image: "acme/orders-postgres" }', 'orders:postgres'],
  ])('is infrastructure %s', (_, body, expected) => {
    expect(told({ ...ORDERS, 'docker-compose.yml': `services: { orders: ${body} }` })).toEqual([
      `docker-compose.yml:  | ${expected}`,
      `code: orders() | ${expected}`,
    ]);
  });

  it('is nothing where it only migrates', () => {
    const compose = 'services: { orders: { build: ./orders }, orders-migrate: { build: ./orders, command: npm run migrate } }';
    expect(told({ ...ORDERS, 'docker-compose.yml': compose })).toEqual(['docker-compose.yml: orders() | ']);
  });

  it('is a variant where two are of one folder', () => {
    const compose = 'services: { web: { build: ./orders, environment: { A: 1 } }, worker: { build: ./orders, environment: { A: 2 } } }';
    expect(told({ ...ORDERS, 'docker-compose.yml': compose })).toEqual(['docker-compose.yml: orders/web(A=1) orders/worker(A=2) | ']);
  });

  it('has the image that it builds: same context, file, target and arguments are the same image', () => {
    const compose = `services:
  orders: { build: { context: ., dockerfile: Dockerfile, args: { APP: orders } } }
  bills: { build: { context: ., dockerfile: Dockerfile, args: { APP: bills } } }
`;
    const [profile] = profilesOf({ ...ORDERS, ...BILLS, Dockerfile: 'FROM node', 'docker-compose.yml': compose });
    const images = profile?.deployments.map(({ image }) => image) ?? [];
    expect([images.length, new Set(images).size]).toEqual([2, 2]);
  });
});

describe('precedence', () => {
  const files = {
    ...ORDERS,
    'docker-compose.yml': 'services: { orders: { build: ./orders, env_file: a.env, environment: { A: compose } } }',
    'a.env': 'A=env_file\nB=env_file',
    'orders/Dockerfile': 'FROM node\nENV A=image B=image C=image',
    'orders/.env': 'A=local\nB=local\nC=local\nD=local',
    'orders/.env.example': 'A=sample\nD=sample\nE=sample\nF=',
  };

  it('is compose, env file, image, local file, sample', () => {
    expect(told(files)).toEqual(['docker-compose.yml: orders(A=compose D=local E=sample B=env_file C=image) | ']);
  });

  it('has sources', () => {
    const [profile] = profilesOf(files);
    const sources = Object.fromEntries(Object.entries(profile?.deployments[0]?.env ?? {}).map(([name, { source }]) => [name, source]));
    expect(sources).toEqual({ A: 'compose', B: 'env_file', C: 'dockerfile', D: 'dotenv', E: 'dotenv-example' });
  });
});
