import { readFile } from 'node:fs/promises';

import { expect, test } from 'vitest';
import { parse } from 'yaml';

const manifest = async (name: string) => parse(await readFile(new URL(`../k8s/${name}`, import.meta.url), 'utf8')) as object;

test('an instance goes when its successor is ready, and a release that does not get there is reported', async () => {
  expect(await manifest('deployment.yaml')).toMatchObject({
    kind: 'Deployment',
    spec: {
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0 } },
      progressDeadlineSeconds: 300,
      template: { spec: { containers: [{ readinessProbe: { httpGet: { path: '/health/ready', port: 'http' } } }] } },
    },
  });
});

test('the budget is about the pods of the deployment, and everything is in the kustomization', async () => {
  const labels = { 'app.kubernetes.io/name': 'widget-service' };

  expect(await manifest('deployment.yaml')).toMatchObject({ spec: { template: { metadata: { labels } } } });
  expect(await manifest('pod-disruption-budget.yaml')).toMatchObject({ spec: { selector: { matchLabels: labels } } });
  expect(await manifest('kustomization.yaml')).toMatchObject({
    resources: expect.arrayContaining(['deployment.yaml', 'service.yaml', 'pod-disruption-budget.yaml']) as string[],
  });
});
