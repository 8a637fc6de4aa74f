import { expect, test } from 'vitest';

import { type Manifest, refusals } from './kubernetes.js';

const budget = (spec: object) => ({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'orders' }, spec }) as Manifest;

test('fields that nobody knows and values of the wrong type are refused', { timeout: 300_000 }, async () => {
  const manifests = new Map([
    ['fine', budget({ maxUnavailable: 1, selector: { matchLabels: { app: 'orders' } } })],
    ['misspelt', budget({ maxUnavailble: 1 })],
    ['wrong', budget({ selector: 'orders' })],
  ]);

  const refused = await refusals(manifests);

  expect(refused).toEqual([
    expect.stringContaining('misspelt: Object literal may only specify known properties, and \'"maxUnavailble"\''),
    expect.stringContaining("wrong: Type 'string'"),
    expect.stringContaining('wrong: data/spec/selector must be object'),
  ]);
});
