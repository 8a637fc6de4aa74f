import { readFile } from 'node:fs/promises';

import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { testApp } from './support.js';

const manifest = async <T = object>(name: string) => parse(await readFile(new URL(`../k8s/${name}`, import.meta.url), 'utf8')) as T;

interface Rollout {
  readonly spec: { readonly strategy: { readonly canary: { readonly steps: readonly { readonly setWeight?: number }[] } } };
}

interface Analysis {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly metrics: readonly {
      readonly failureLimit: number;
      readonly failureCondition: string;
      readonly provider: { readonly prometheus: { readonly query: string } };
    }[];
  };
}

test('the share grows step by step, and never to all at once', async () => {
  const { spec } = await manifest<Rollout>('rollout.yaml');
  const weights = spec.strategy.canary.steps.flatMap(({ setWeight }) => setWeight ?? []);

  expect(weights.length).toBeGreaterThan(1);
  expect(weights).toEqual([...weights].sort((a, b) => a - b));
  expect(weights[0]).toBeLessThanOrEqual(10);
});

test('errors and latency abort it, as does a version that is not ready', async () => {
  const analysis = await manifest<Analysis>('analysis-canary.yaml');

  expect(await manifest('rollout.yaml')).toMatchObject({
    spec: {
      workloadRef: { kind: 'Deployment', name: 'widget-service' },
      progressDeadlineAbort: true,
      strategy: { canary: { analysis: { templates: [{ templateName: analysis.metadata.name }] } } },
    },
  });
  expect(analysis.spec.metrics.map(({ failureLimit }) => failureLimit)).toEqual([1, 1]);
  expect(analysis.spec.metrics.every(({ failureCondition }) => failureCondition.includes('result[0]'))).toBe(true);
  expect(await manifest('deployment.yaml')).toMatchObject({
    spec: { template: { spec: { containers: [{ readinessProbe: { httpGet: { path: '/health/ready' } } }] } } },
  });
});

test('what is measured is what the service measures', async () => {
  const { service } = await testApp();
  await service.http.inject('/nowhere');
  const metrics = await service.metrics.metrics();
  const analysis = await manifest<Analysis>('analysis-canary.yaml');

  for (const { provider } of analysis.spec.metrics) {
    const [name] = /http_\w+/.exec(provider.prometheus.query) ?? [];
    expect(metrics).toContain(`${name ?? 'no metric'}{`);
  }
  expect(metrics).toContain('status="404"');
});

test('everything is in the kustomization', async () => {
  expect(await manifest('kustomization.yaml')).toMatchObject({
    resources: expect.arrayContaining(['rollout.yaml', 'analysis-canary.yaml']) as string[],
  });
});
