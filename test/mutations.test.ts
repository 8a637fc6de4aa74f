import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { analyze } from '../src/analysis/analyze.js';
import { openMemory } from '../src/analysis/memory/memory.js';
import type { Finding } from '../src/model/finding.js';
import type { Disk } from '../src/shared/disk.js';
import { decoded } from '../src/shared/disk.js';
import { check } from '../src/rules/check.js';
import { chattyCommunication } from './mutations/chatty-communication/index.js';
import { databasePerService } from './mutations/database-per-service/index.js';
import { distributedMonolith } from './mutations/distributed-monolith/index.js';
import { godService } from './mutations/god-service/index.js';
import type { Mutation } from './mutations/mutation.js';
import { overlay } from './support/overlay.js';

const HEALTHY = path.resolve('fixtures/webshop-healthy');
/** What a run keeps for the next one: the shop is the same but for a few files, and what was taken out must be forgotten. */
const { facts, units } = openMemory({ place: undefined });

/** Each anti-pattern in the shapes that people give it: found where it is written into a healthy system, and nowhere without. */
describe.each([
  ['database-per-service', databasePerService],
  ['chatty-communication', chattyCommunication],
  ['god-service', godService],
  ['distributed-monolith', distributedMonolith],
])('%s', (_, mutations) => {
  it.each(mutations)('$rule: $shape', async (mutation) => {
    const disk = overlay(HEALTHY, mutation.edits);
    const found = (await lint(disk)).filter(({ rule }) => rule === mutation.rule);
    expect(found.map(({ services }) => services.toSorted())).toEqual([mutation.services.toSorted()]);
    expect(placesOf(found)).toEqual(expect.arrayContaining(marked(mutation, disk)));
  });

  it('is gone when all of that is taken out', async () => {
    expect(await lint(overlay(HEALTHY, {}))).toEqual([]);
  });
});

function marked({ edits }: Mutation, disk: Disk): string[] {
  const marks = Object.keys(edits).flatMap((file) =>
    decoded(disk.read(path.join(HEALTHY, file)))
      .split('\n')
      .flatMap((line, index) => (/(\/\/|#) found here$/.test(line) ? `${file}:${index + 1}` : [])),
  );
  if (marks.length === 0) throw new Error('nothing says where it is found');
  return marks;
}

function placesOf(findings: readonly Finding[]): string[] {
  return findings
    .flatMap(({ location, related, flow = [] }) => [...(location ? [location] : []), ...related, ...flow])
    .map(({ file, line }) => `${file}:${line}`);
}

/** What a reader would be told. */
async function lint(disk: Disk): Promise<Finding[]> {
  const { analysis, manifest } = await analyze({ root: HEALTHY, disk, memory: { facts, units } });
  return check(analysis, { manifest }).filter(({ severity }) => severity !== 'info');
}
