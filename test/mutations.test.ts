import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { analyze } from '../src/analysis/analyze.js';
import type { Finding } from '../src/model/finding.js';
import { check } from '../src/rules/check.js';
import { callInLoop } from './mutations/call-in-loop.js';
import { crossServiceImport } from './mutations/cross-service-import.js';
import { godService } from './mutations/god-service.js';
import { sharedDatastore } from './mutations/shared-datastore.js';
import { syncCycle } from './mutations/sync-cycle.js';
import type { Mutation } from './mutations/mutation.js';
import { type Edits, overlay } from './support/overlay.js';

const HEALTHY = path.resolve('fixtures/webshop-healthy');

/** Each anti-pattern in the shapes that people give it: found when it is written into a healthy system, gone without. */
describe.each([
  ['call in loop', callInLoop],
  ['shared datastore', sharedDatastore],
  ['cycle of calls', syncCycle],
  ['import of another service', crossServiceImport],
  ['god service', godService],
])('%s', (_, mutations) => {
  it.each(mutations)('$shape', async (mutation) => {
    expect(told(await lint(mutation.edits), mutation)).toEqual(mutation.services.toSorted());
  });
});

it('the healthy system has none of them', async () => {
  expect((await lint({})).filter(({ severity }) => severity !== 'info')).toEqual([]);
});

function told(findings: readonly Finding[], { rule, services }: Mutation): readonly string[] | string {
  const found = findings.filter((finding) => finding.rule === rule).map((finding) => finding.services.toSorted());
  const wanted = services.toSorted().join();
  return found.find((names) => names.join() === wanted) ?? `found ${JSON.stringify(found)}`;
}

async function lint(edits: Edits): Promise<Finding[]> {
  const { analysis, manifest } = await analyze({ root: HEALTHY, disk: overlay(HEALTHY, edits) });
  return check(analysis, { manifest });
}
