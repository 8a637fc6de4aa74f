import { readFile } from 'node:fs/promises';

import { expect, it } from 'vitest';

import { MANIFEST_SCHEMA } from '../../../src/analysis/manifest/schema.js';

it('is published as it is enforced (npm run docs)', async () => {
  const published: unknown = JSON.parse(await readFile('docs/json-schema/msa.schema.json', 'utf8'));
  expect(published).toEqual(MANIFEST_SCHEMA);
});
