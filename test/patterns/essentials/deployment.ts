import { file, replacing, without } from '../../support/edits.js';
import type { Essential } from './essential.js';

const DEPLOYMENT = file('k8s/deployment.yaml');
const ROLLOUT = file('k8s/rollout.yaml');

export const deployment: readonly Essential[] = [
  { pattern: 'canary', rule: 'deployment/canary-without-metrics', edit: replacing(ROLLOUT, /analysis:/g, 'notes:'), at: DEPLOYMENT },
  { pattern: 'canary', rule: 'deployment/missing-strategy', edit: without(ROLLOUT), at: DEPLOYMENT },
  {
    pattern: 'blue-green',
    rule: 'deployment/blue-green-without-switch',
    edit: replacing(ROLLOUT, /previewService:|prePromotionAnalysis:/g, 'notes:'),
    at: DEPLOYMENT,
  },
  { pattern: 'blue-green', rule: 'deployment/missing-strategy', edit: without(ROLLOUT), at: DEPLOYMENT },
  {
    pattern: 'rolling',
    rule: 'deployment/rolling-without-readiness',
    edit: replacing(DEPLOYMENT, /readinessProbe:/g, 'notes:'),
    at: DEPLOYMENT,
  },
  { pattern: 'rolling', rule: 'deployment/missing-strategy', edit: replacing(DEPLOYMENT, /RollingUpdate/g, 'Recreate'), at: DEPLOYMENT },
  {
    pattern: 'rolling',
    rule: 'deployment/latest-tag',
    edit: replacing(DEPLOYMENT, /image: orders:\S+/g, 'image: registry.shop.dev/orders:latest'),
    at: DEPLOYMENT,
  },
];
