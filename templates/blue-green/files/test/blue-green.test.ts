import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { testApp } from './support.js';

const folder = new URL('../k8s/', import.meta.url);
const manifest = async (name: string) => parse(await readFile(new URL(name, folder), 'utf8')) as object;

async function smoke(target: string): Promise<number> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('smoke.mjs', folder)), target], { stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number];
  return code;
}

test('the switch happens after a smoke test, is undone on errors, and a version that is not ready is given up', async () => {
  expect(await manifest('rollout.yaml')).toMatchObject({
    kind: 'Rollout',
    spec: {
      workloadRef: { kind: 'Deployment', name: 'widget-service' },
      progressDeadlineAbort: true,
      strategy: {
        blueGreen: {
          activeService: 'widget-service',
          previewService: 'widget-service-preview',
          prePromotionAnalysis: { templates: [{ templateName: 'widget-service-smoke' }] },
          postPromotionAnalysis: { templates: [{ templateName: 'widget-service-errors' }] },
        },
      },
    },
  });
  expect(await manifest('analysis-smoke.yaml')).toMatchObject({
    metadata: { name: 'widget-service-smoke' },
    spec: { metrics: [{ failureLimit: 0 }] },
  });
  expect(await manifest('analysis-errors.yaml')).toMatchObject({ metadata: { name: 'widget-service-errors' } });
  expect(await manifest('service-preview.yaml')).toMatchObject({ metadata: { name: 'widget-service-preview' } });
});

test('what is switched to is ready, and everything is in the kustomization', async () => {
  expect(await manifest('deployment.yaml')).toMatchObject({
    spec: { template: { spec: { containers: [{ readinessProbe: { httpGet: { path: '/health/ready' } } }] } } },
  });
  expect(await manifest('kustomization.yaml')).toMatchObject({
    resources: expect.arrayContaining(['rollout.yaml', 'service-preview.yaml', 'analysis-smoke.yaml', 'analysis-errors.yaml']) as string[],
  });
});

test('the smoke test passes on a service that works, and fails on one that is not there', async () => {
  const url = await (await testApp()).listen();

  expect(await smoke(url)).toBe(0);
  expect(await smoke('http://127.0.0.1:1')).toBe(1);
});
