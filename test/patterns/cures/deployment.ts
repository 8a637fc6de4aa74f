import { adding, all, file, plugging, replacing, unplugging, without } from '../../support/edits.js';
import type { Cure } from './cure.js';

const REST = { orders: ['rest'], payments: ['rest'] };
const DEPLOYMENT = file('k8s/deployment.yaml');
const RELEASE = 'services/orders/k8s/release.yaml';

const release = (strategy: string) =>
  adding(
    RELEASE,
    `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: orders
spec:
  workloadRef:
    apiVersion: apps/v1
    kind: Deployment
    name: orders
  strategy:
${strategy}`,
  );

export const deployment: readonly Cure[] = [
  {
    rule: 'deployment/canary-without-metrics',
    services: REST,
    written: release('    canary:\n      steps:\n        - setWeight: 10\n        - pause: {}\n'),
    hand: without(/k8s\/release\.yaml$/),
  },
  {
    rule: 'deployment/blue-green-without-switch',
    services: REST,
    written: release('    blueGreen:\n      activeService: orders\n'),
    hand: without(/k8s\/release\.yaml$/),
  },
  {
    rule: 'deployment/latest-tag',
    services: REST,
    written: replacing(DEPLOYMENT, /image: orders:\S+/g, 'image: registry.shop.dev/orders:latest'),
    hand: replacing(DEPLOYMENT, 'orders:latest', 'orders:1.4.0'),
  },
  {
    rule: 'deployment/rolling-without-readiness',
    services: REST,
    written: replacing(DEPLOYMENT, 'readinessProbe:', 'notes:'),
    hand: replacing(DEPLOYMENT, 'notes:', 'readinessProbe:'),
  },
  {
    rule: 'observability/missing-health-check',
    services: REST,
    written: all(
      replacing(file('src/operations.ts'), / {2}http\.get\('\/health\/live'[\s\S]*(?= {2}http\.get\('\/metrics')/g, ''),
      replacing(file('Dockerfile'), /^HEALTHCHECK .*\n.*$/gm, ''),
      replacing(/^compose\.yaml$|^services\/orders\/k8s\//, /(?:liveness|readiness|startup)Probe:|healthcheck:/g, 'notes:'),
    ),
  },
  {
    rule: 'observability/liveness-checks-dependency',
    services: { orders: ['rest', 'database-per-service'], payments: ['rest'] },
    written: plugging('alive', {
      imports: "import { db } from '../database/db.js';",
      start: "    service.http.get('/alive', async () => service.use(db).query('select 1'));",
    }),
    hand: unplugging('alive'),
  },
];
