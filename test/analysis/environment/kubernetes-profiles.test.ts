import { describe, expect, it } from 'vitest';

import type { Profile } from '../../../src/model/deployment.js';
import { found, nodeService, profilesOf, unitOf, type Files } from '../../support/tree.js';

const SERVICES: Files = { ...nodeService('orders'), ...nodeService('bills') };

function manifest(kind: string, name: string, spec: string, namespace = 'default'): string {
  return `apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: ${spec}\n`;
}

function deployment(name: string, ...containers: readonly string[]): string {
  return manifest(
    'Deployment',
    name,
    `{ template: { metadata: { labels: { app: ${name} } }, spec: { containers: [${containers.join(', ')}] } } }`,
  );
}

function service(name: string, app: string, ports: string): string {
  return manifest('Service', name, `{ selector: { app: ${app} }, ports: [${ports}] }`);
}

function profile(...manifests: readonly string[]): Profile {
  const [first] = profilesOf({ ...SERVICES, 'k8s/all.yaml': manifests.join('---\n') });
  if (!first) throw new Error('no profile');
  return first;
}

describe('a unit in Kubernetes', () => {
  it.each([
    ['its workload', deployment('orders', '{ name: app, image: a }')],
    ['its workload and what workloads are', deployment('orders-depl', '{ name: app, image: a }')],
    ['its container', deployment('shop', '{ name: orders, image: a }')],
    ['its image', deployment('shop', '{ name: app, image: "registry/shop/orders:1" }')],
    ['its release', deployment('shop-orders', '{ name: app, image: "registry/shop-orders:1" }')],
  ])('is known by the name of %s', (_, text) => {
    expect(profile(text).deployments.map(({ unit }) => unit)).toEqual(['orders']);
  });

  it('is not what ends with its name and has another image', () => {
    const { deployments, infrastructure } = profile(
      deployment('shop-orders', '{ name: app, image: "vendor/billing" }'),
      deployment('bills', '{ name: b, image: b }'),
    );
    expect([deployments.map(({ unit }) => unit), infrastructure.map(({ name }) => name)]).toEqual([['bills'], ['shop-orders']]);
  });

  it('is given the arguments of its container, with its variables put in', () => {
    const container = `{ name: app, image: a, command: [node, dist/index.js], args: [--dbHost, $(DB), --port, "80"], env: [{ name: DB, value: db }] }`;
    const { deployments } = profile(deployment('orders', container), deployment('bills', '{ name: b, image: b, args: ["--port=90"] }'));
    expect(deployments.map(({ env }) => Object.entries(env).map(([name, { value }]) => `${name}=${value ?? ''}`))).toEqual([
      ['DB=db', '--db-host=db', '--port=80'],
      ['--port=90'],
    ]);
  });

  it('has the hosts and the ports of the services that select it', () => {
    const { deployments } = profile(
      deployment('orders', '{ name: app, image: a, ports: [{ containerPort: 3000, name: http }] }'),
      service('orders-srv', 'orders', '{ port: 80, targetPort: http }, { port: 90 }'),
      service('other', 'bills', '{ port: 1 }'),
    );
    expect(deployments).toMatchObject([
      {
        hosts: ['orders-srv', 'orders-srv.default', 'orders-srv.default.svc.cluster.local'],
        ports: [
          { published: 80, target: 3000 },
          { published: 90, target: 90 },
        ],
      },
    ]);
  });

  it('is called by the names of its services', () => {
    const files = {
      ...SERVICES,
      'k8s/a.yaml': [deployment('orders', '{ name: app, image: a }'), service('o-srv', 'orders', '{ port: 1 }')].join('---\n'),
    };
    expect(unitOf(files, 'orders').aliases).toContain('o-srv');
  });

  it('is not selected from another namespace', () => {
    const { deployments } = profile(
      deployment('orders', '{ name: app, image: a }'),
      manifest('Service', 'x', '{ selector: { app: orders }, ports: [] }', 'elsewhere'),
    );
    expect(deployments[0]?.hosts).toEqual([]);
  });

  it('shares a pod with another', () => {
    const { deployments } = profile(
      deployment('shop', '{ name: orders, image: a }', '{ name: bills, image: b }', '{ name: proxy, image: envoy }'),
    );
    expect(deployments.map(({ unit, container }) => [unit, container])).toEqual([
      ['orders', 'Deployment default shop'],
      ['bills', 'Deployment default shop'],
    ]);
  });

  it('has the environment of its image below that of the workload', () => {
    const files = {
      ...SERVICES,
      'orders/Dockerfile': 'FROM node\nENV A=image B=image',
      'k8s/a.yaml': deployment('orders', '{ name: app, image: a, env: [{ name: B, value: k8s }] }'),
    };
    const [first] = profilesOf(files);
    expect(Object.entries(first?.deployments[0]?.env ?? {}).map(([name, { value }]) => `${name}=${value ?? ''}`)).toEqual([
      'A=image',
      'B=k8s',
    ]);
  });
});

describe('infrastructure in Kubernetes', () => {
  it('has an engine by its image', () => {
    const { infrastructure } = profile(
      deployment('orders', '{ name: app, image: a }'),
      deployment('orders-mongo', '{ name: db, image: "mongo:7", ports: [{ containerPort: 27017 }] }'),
      service('orders-mongo-srv', 'orders-mongo', '{ port: 27017 }'),
    );
    expect(infrastructure).toMatchObject([{ name: 'orders-mongo', engine: 'mongodb', ports: [{ target: 27017 }] }]);
    expect(infrastructure[0]?.hosts[0]).toBe('orders-mongo-srv');
  });
});

it('an ingress is a proxy that is no unit', () => {
  const ingress = manifest(
    'Ingress',
    'orders',
    '{ rules: [{ http: { paths: [{ path: /o, backend: { service: { name: o-srv, port: { number: 80 } } } }] } }] }',
  );
  const files = { ...SERVICES, 'k8s/a.yaml': [deployment('orders', '{ name: app, image: a }'), ingress].join('---\n') };
  expect(found(files).layout.proxies).toMatchObject([{ unit: 'Ingress orders', prefix: '/o', target: 'http://o-srv:80' }]);
});
