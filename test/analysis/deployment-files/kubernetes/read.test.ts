import { describe, expect, it } from 'vitest';

import { readKubernetes, type KubernetesEnvironment, type Workload } from '../../../../src/analysis/deployment-files/kubernetes/read.js';
import { memoryTree } from '../../../../src/analysis/deployment-files/tree.js';
import type { Files } from '../../../support/tree.js';

function environments(files: Files): readonly KubernetesEnvironment[] {
  return readKubernetes(
    memoryTree(files),
    Object.keys(files).filter((file) => /\.ya?ml$/.test(file)),
  ).environments;
}

function deployment(name: string, container: string, more = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - ${container}${more}
`;
}

function workload(container: string, others = ''): Workload {
  const [environment] = environments({ 'k8s/a.yaml': [deployment('orders', container), others].join('---\n') });
  const [found] = environment?.workloads ?? [];
  if (!found) throw new Error('no workload');
  return found;
}

function env({ env: entries }: Workload): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).map(([name, { value, secret }]) => [name, value ?? secret ?? '?']));
}

const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: config }\ndata: { LEVEL: info, PORT: "3000" }\n';
const SECRET =
  'apiVersion: v1\nkind: Secret\nmetadata: { name: keys }\ndata: { URL: cG9zdGdyZXM6Ly9kYg==, BAD: "<here>" }\nstringData: { KEY: abc }\n';

describe('workloads', () => {
  it.each(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicaSet', 'Rollout'])('are of kind %s', (kind) => {
    const text = deployment('orders', '{ name: orders, image: acme/orders }').replace('Deployment', kind);
    expect(environments({ 'a.yaml': text })[0]?.workloads).toMatchObject([
      { kind, name: 'orders', container: 'orders', image: 'acme/orders' },
    ]);
  });

  it('are of pods', () => {
    const text = 'apiVersion: v1\nkind: Pod\nmetadata: { name: p, labels: { a: b } }\nspec: { containers: [{ name: c, image: i }] }\n';
    expect(environments({ 'a.yaml': text })[0]?.workloads).toMatchObject([{ kind: 'Pod', name: 'p', container: 'c', labels: { a: 'b' } }]);
  });

  it('are of cron jobs', () => {
    const text =
      'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: c }\nspec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: n, image: i }] } } } } }\n';
    expect(environments({ 'a.yaml': text })[0]?.workloads).toMatchObject([{ kind: 'CronJob', name: 'c', container: 'n' }]);
  });

  it('are each container of a pod', () => {
    const text = deployment('orders', '{ name: orders, image: a }', '\n        - { name: proxy, image: envoy }');
    expect(environments({ 'a.yaml': text })[0]?.workloads.map(({ container }) => container)).toEqual(['orders', 'proxy']);
  });

  it('lie in lists', () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n  - ${deployment('orders', '{ name: a, image: b }').replace(/\n(?=.)/g, '\n    ')}`;
    expect(environments({ 'a.yaml': text })[0]?.workloads.map(({ name }) => name)).toEqual(['orders']);
  });

  it('have ports with names', () => {
    expect(workload('{ name: a, image: b, ports: [{ containerPort: 3000, name: http }, { containerPort: x }] }').ports).toEqual([
      { port: 3000, name: 'http' },
    ]);
  });
});

describe('environment', () => {
  it.each([
    ['a value', 'env: [{ name: A, value: "1" }]', '', { A: '1' }],
    ['no value', 'env: [{ name: A }]', '', { A: '?' }],
    ['a key of a config map', 'env: [{ name: A, valueFrom: { configMapKeyRef: { name: config, key: LEVEL } } }]', CONFIG, { A: 'info' }],
    [
      'a key of a config map that is not there',
      'env: [{ name: A, valueFrom: { configMapKeyRef: { name: config, key: LEVEL } } }]',
      '',
      { A: 'secret:config/LEVEL' },
    ],
    [
      'a key of a secret that is not there',
      'env: [{ name: A, valueFrom: { secretKeyRef: { name: keys, key: URL } } }]',
      '',
      { A: 'secret:keys/URL' },
    ],
    ['a key of a secret', 'env: [{ name: A, valueFrom: { secretKeyRef: { name: keys, key: URL } } }]', SECRET, { A: 'postgres://db' }],
    ['plain text of a secret', 'env: [{ name: A, valueFrom: { secretKeyRef: { name: keys, key: KEY } } }]', SECRET, { A: 'abc' }],
    [
      'a placeholder of a secret',
      'env: [{ name: A, valueFrom: { secretKeyRef: { name: keys, key: BAD } } }]',
      SECRET,
      { A: 'secret:keys/BAD' },
    ],
    ['a whole config map', 'envFrom: [{ configMapRef: { name: config } }]', CONFIG, { LEVEL: 'info', PORT: '3000' }],
    [
      'a whole config map with a prefix',
      'envFrom: [{ prefix: X_, configMapRef: { name: config } }]',
      CONFIG,
      { X_LEVEL: 'info', X_PORT: '3000' },
    ],
    ['a whole secret', 'envFrom: [{ secretRef: { name: keys } }]', SECRET, { URL: 'postgres://db', BAD: 'secret:keys/BAD', KEY: 'abc' }],
    [
      'a value over a config map',
      'envFrom: [{ configMapRef: { name: config } }], env: [{ name: LEVEL, value: warn }]',
      CONFIG,
      { LEVEL: 'warn', PORT: '3000' },
    ],
    ['another variable', 'env: [{ name: H, value: db }, { name: URL, value: "pg://$(H):$(P)" }]', '', { H: 'db', URL: 'pg://db:$(P)' }],
    ['a field of the pod', 'env: [{ name: A, valueFrom: { fieldRef: { fieldPath: metadata.name } } }]', '', { A: '?' }],
  ])('%s', (_, body, others, expected) => {
    expect(env(workload(`{ name: orders, image: a, ${body} }`, others))).toEqual(expected);
  });

  it('knows where a value stands', () => {
    const { env: entries } = workload('{ name: orders, image: a, envFrom: [{ configMapRef: { name: config } }] }', CONFIG);
    expect(entries.LEVEL).toMatchObject({ source: 'configmap', at: { file: 'k8s/a.yaml', line: 14 } });
  });
});

describe('services and routes', () => {
  it('know ports by number and by name', () => {
    const text =
      'apiVersion: v1\nkind: Service\nmetadata: { name: orders, namespace: shop }\nspec: { selector: { app: orders }, ports: [{ port: 80, targetPort: http }, { port: 81 }, { port: x }] }\n';
    const [environment] = environments({ 'a.yaml': [deployment('orders', '{ name: a, image: b }'), text].join('---\n') });
    expect(environment?.services).toMatchObject([
      {
        name: 'orders',
        namespace: 'shop',
        selector: { app: 'orders' },
        ports: [
          { port: 80, target: 'http' },
          { port: 81, target: '81' },
        ],
      },
    ]);
  });

  it.each([
    [
      'an ingress',
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: i }\nspec: { rules: [{ http: { paths: [{ path: /a, backend: { service: { name: orders, port: { number: 80 } } } }] } }] }',
      'Ingress i /a http://orders:80',
    ],
    [
      'an ingress of before',
      'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: { name: i }\nspec: { rules: [{ http: { paths: [{ path: "/a/?(.*)", backend: { serviceName: orders, servicePort: 80 } }] } }] }',
      'Ingress i /a/?(.*) http://orders:80',
    ],
    [
      'a port with a name',
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: i }\nspec: { rules: [{ http: { paths: [{ backend: { service: { name: orders, port: { name: http } } } }] } }] }',
      'Ingress i / http://orders',
    ],
    [
      'a route of the Gateway API',
      'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: r }\nspec: { rules: [{ matches: [{ path: { value: /a } }], backendRefs: [{ name: orders, port: 80 }] }] }',
      'HTTPRoute r /a http://orders:80',
    ],
    [
      'a virtual service of Istio',
      'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: v }\nspec: { http: [{ match: [{ uri: { prefix: /a } }], route: [{ destination: { host: orders, port: { number: 80 } } }] }] }',
      'VirtualService v /a http://orders:80',
    ],
  ])('%s', (_, text, expected) => {
    const [environment] = environments({ 'a.yaml': `${deployment('orders', '{ name: a, image: b }')}---\n${text}\n` });
    expect(environment?.routes.map(({ name, prefix, target }) => `${name} ${prefix} ${target}`)).toEqual([expected]);
  });
});

describe('environments', () => {
  function told(files: Files): string[] {
    return environments(files).map(
      ({ name, workloads }) => `${name}: ${workloads.map((w) => `${w.name}(${Object.values(env(w)).join()})`).join(' ')}`,
    );
  }
  const orders = (level: string): string => deployment('orders', `{ name: a, image: b, env: [{ name: L, value: ${level} }] }`);
  const bills = deployment('bills', '{ name: a, image: b }');

  it('is one where every workload is described once', () => {
    expect(told({ 'k8s/orders.yaml': orders('x'), 'k8s/more/bills.yaml': bills })).toEqual([
      'kubernetes: bills() orders(x)'.replace('bills() orders(x)', 'orders(x) bills()'),
    ]);
  });

  it('are told apart by stage, and share what is of no stage', () => {
    expect(told({ 'k8s/bills.yaml': bills, 'k8s/dev/orders.yaml': orders('x'), 'k8s/prod/orders.yaml': orders('y') })).toEqual([
      'kubernetes dev: bills() orders(x)',
      'kubernetes prod: bills() orders(y)',
    ]);
  });

  it('are told apart by the stage in the name of the file', () => {
    expect(told({ 'orders.dev.yaml': orders('x'), 'orders.prod.yaml': orders('y') })).toEqual([
      'kubernetes dev: orders(x)',
      'kubernetes prod: orders(y)',
    ]);
  });

  it('are told apart by folder', () => {
    expect(told({ 'a/orders.yaml': orders('x'), 'b/k8s/orders.yaml': orders('y'), 'c/bills.yaml': bills })).toEqual([
      'kubernetes a: bills() orders(x)',
      'kubernetes b: bills() orders(y)',
    ]);
  });

  it('have names of their own', () => {
    const files = {
      'a/dev/orders.yaml': orders('x'),
      'a/prod/orders.yaml': orders('y'),
      'b/dev/orders.yaml': orders('z'),
      'b/prod/orders.yaml': orders('u'),
    };
    expect(told(files)).toEqual([
      'kubernetes dev a: orders(x)',
      'kubernetes dev b: orders(z)',
      'kubernetes prod a: orders(y)',
      'kubernetes prod b: orders(u)',
    ]);
  });

  it('are one where they say the same', () => {
    expect(told({ 'a/orders.yaml': orders('x'), 'b/orders.yaml': orders('x') })).toEqual(['kubernetes: orders(x)']);
  });

  it('are the leaves of kustomizations, with patches and generated config maps', () => {
    const base = deployment('orders', '{ name: a, image: b, env: [{ name: L, value: x }], envFrom: [{ configMapRef: { name: c } }] }');
    const patch = (level: string): string => deployment('orders', `{ name: a, env: [{ name: L, value: ${level} }] }`);
    const files = {
      'base/kustomization.yaml': 'resources: [orders.yaml]\nconfigMapGenerator: [{ name: c, literals: [M=base] }]',
      'base/orders.yaml': base,
      'dev/kustomization.yaml': 'resources: [../base]\npatches: [{ path: patch.yaml }]',
      'dev/patch.yaml': patch('dev'),
      'prod/kustomization.yaml': 'bases: [../base]\npatchesStrategicMerge: [patch.yaml]\nconfigMapGenerator: [{ name: c, envs: [a.env] }]',
      'prod/patch.yaml': patch('prod'),
      'prod/a.env': 'M=prod',
    };
    expect(told(files)).toEqual(['kubernetes dev: orders(base,dev)', 'kubernetes prod: orders(prod,prod)']);
  });

  it('end where kustomizations are built on each other', () => {
    const files = {
      'a/kustomization.yaml': 'resources: [../b, orders.yaml]',
      'b/kustomization.yaml': 'resources: [../a]',
      'c/kustomization.yaml': 'resources: [../a]',
      'a/orders.yaml': orders('x'),
    };
    expect(told(files)).toEqual(['kubernetes: orders(x)']);
  });

  it('are rendered by Helm', () => {
    const files = {
      'chart/Chart.yaml': 'name: shop',
      'chart/values.yaml': 'level: y',
      'chart/templates/orders.yaml': deployment(
        '{{ .Release.Name }}-orders',
        '{ name: a, image: b, env: [{ name: L, value: "{{ .Values.level }}" }] }',
      ),
    };
    expect(told(files)).toEqual(['kubernetes: shop-orders(y)']);
  });
});

describe('broken files', () => {
  it('are told, unless they are templates', () => {
    const broken = 'apiVersion: v1\nkind: Service\nmetadata: {\n';
    const { problems } = readKubernetes(memoryTree({ 'a.yaml': broken, 'b.yaml': `${broken}{{ x }}` }), ['a.yaml', 'b.yaml']);
    expect(problems.map(({ at }) => `${at.file}:${at.line}`)).toEqual(['a.yaml:4']);
  });

  it.each([
    'apiVersion: v1\nkind: Deployment\n',
    'apiVersion: v1\nkind: Deployment\nspec: 5\nmetadata: { name: a }\n',
    'apiVersion: v1\nkind: Deployment\nmetadata: { name: a }\nspec: { template: { spec: { containers: { a: b } } } }\n',
    'apiVersion: v1\nkind: List\nitems: 5\n',
    'apiVersion: v1\nkind: Ingress\nspec: { rules: [5, { http: x }] }\n',
    'kind: Deployment\n',
  ])('hold nothing: %j', (text) => {
    expect(environments({ 'a.yaml': text })).toEqual([]);
  });
});
