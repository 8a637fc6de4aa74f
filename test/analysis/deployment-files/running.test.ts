import { describe, expect, it } from 'vitest';

import { readCompose } from '../../../src/analysis/deployment-files/compose.js';
import { readKubernetes } from '../../../src/analysis/deployment-files/kubernetes/read.js';
import { memoryTree } from '../../../src/analysis/deployment-files/tree.js';
import type { PortMapping, Running } from '../../../src/model/deployment.js';
import type { Files } from '../../support/tree.js';

function inKubernetes(container: string, spec = '', more: Files = {}): Running | undefined {
  const text = `apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec:
  ${spec}
  template: { spec: { containers: [{ name: orders, ${container} }] } }
`;
  const files = { 'k8s/orders.yml': text, ...more };
  const { environments } = readKubernetes(
    memoryTree(files),
    Object.keys(files).filter((file) => /\.ya?ml$/.test(file)),
  );
  return environments[0]?.workloads[0]?.running;
}

function inCompose(service: string, more: Files = {}): { readonly running: Running | undefined; readonly ports: readonly PortMapping[] } {
  const [found] = readCompose(
    memoryTree({ ...more, 'docker-compose.yml': `services:\n  orders: ${service}\n` }),
    'docker-compose.yml',
  ).services;
  return { running: found?.running, ports: found?.ports ?? [] };
}

describe('how a container of Kubernetes runs', () => {
  it.each([
    ['image: acme/orders', '', { strategy: 'rolling', pulls: 'acme/orders', probes: [], privileges: [] }],
    ['image: "acme/orders:${TAG}", readinessProbe: {}', '', { strategy: 'rolling', probes: ['readiness'] }],
    [
      'image: a, startupProbe: {}, livenessProbe: {}',
      'strategy: { type: Recreate }',
      { strategy: 'recreate', probes: ['liveness', 'startup'] },
    ],
    ['image: a, securityContext: { privileged: true, runAsUser: 0 }', '', { privileges: ['privileged', 'runAsUser 0'] }],
    ['image: a, securityContext: { privileged: false, capabilities: { add: [ALL, NET_BIND_SERVICE] } }', '', { privileges: ['ALL'] }],
  ])('{ %s } %s', (container, spec, expected) => {
    expect(inKubernetes(container, spec)).toMatchObject(expected);
  });

  it.each<[string, Files]>([
    ['Skaffold', { 'skaffold.yaml': 'build: { artifacts: [{ image: acme/orders }] }\n' }],
    ['Tilt', { Tiltfile: "docker_build('acme/orders', '.')\n" }],
    ['kustomize', { 'k8s/kustomization.yml': 'resources: [orders.yml]\nimages: [{ name: acme/orders, newTag: "7" }]\n' }],
  ])('has the tag that %s puts in', (_name, files) => {
    expect(inKubernetes('image: acme/orders:latest', '', files)).not.toHaveProperty('pulls');
  });
});

describe('how a service of compose runs', () => {
  it.each([
    ['{ image: acme/orders }', { pulls: 'acme/orders', probes: [] }],
    ['{ image: "acme/orders:${TAG:-latest}", privileged: true }', { privileges: ['privileged'] }],
    ['{ build: ., healthcheck: { test: curl } }', { probes: ['healthcheck'] }],
    ['{ build: ., healthcheck: { disable: true } }', { probes: [] }],
  ])('%s', (service, expected) => {
    expect(inCompose(service).running).toMatchObject(expected);
  });

  it.each([
    ['{ build: ./orders, volumes: ["./orders:/app", "/app/node_modules"] }', 'development'],
    ['{ build: ., volumes: ["./orders/src:/app/src"] }', 'development'],
    ['{ image: "node:22", command: npm run dev }', 'development'],
    ['{ build: ., command: [npx, nodemon, src/main.js] }', 'development'],
    ['{ build: { context: ., dockerfile: docker/Dockerfile-dev } }', 'development'],
    ['{ build: { context: ., target: development } }', 'development'],
    ['{ build: ., environment: { NODE_ENV: "${NODE_ENV:-development}" } }', 'development'],
    ['{ build: ., environment: [NODE_ENV=production], volumes: ["./orders:/app"] }', 'production'],
    ['{ build: ., volumes: ["./config:/app/config", "uploads:/app/uploads"], command: node dist/main.js }', undefined],
    ['{ build: ., environment: { NODE_ENV: staging } }', undefined],
  ])('%s is for %s', (service, purpose) => {
    const files = { 'orders/package.json': '{}', 'orders/src/main.js': '', 'config/orders.json': '{}' };
    expect(inCompose(service, files).running?.purpose).toBe(purpose);
  });

  it('pulls nothing that is built, and nothing that a variable names', () => {
    for (const service of ['{ build: ., image: acme/orders }', '{ image: "acme/orders:${TAG:-latest}" }'])
      expect(inCompose(service).running).not.toHaveProperty('pulls');
  });

  it.each([
    ['3001:3000', [{ published: 3001, target: 3000, isOpen: true }]],
    ['127.0.0.1:3001:3000', [{ published: 3001, target: 3000 }]],
    ['3000', [{ target: 3000 }]],
  ])('port %s', (port, expected) => {
    expect(inCompose(`{ build: ., ports: ["${port}"] }`).ports).toEqual(expected);
  });

  it('reads the long form of ports', () => {
    const ports = '[{ target: 3000, published: 3001 }, { target: 3000, published: 3002, host_ip: 127.0.0.1 }]';
    expect(inCompose(`{ build: ., ports: ${ports} }`).ports).toEqual([
      { target: 3000, published: 3001, isOpen: true },
      { target: 3000, published: 3002 },
    ]);
  });
});
