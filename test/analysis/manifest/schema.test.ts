import { readFile } from 'node:fs/promises';

import { expect, it } from 'vitest';

import { buildManifest } from '../../../src/analysis/manifest/build.js';
import { parseYaml } from '../../../src/analysis/manifest/parse.js';
import { MANIFEST_SCHEMA } from '../../../src/analysis/manifest/schema.js';
import { rules } from '../../../src/rules/index.js';
import { withRuleSchemas } from '../../../src/rules/config-schema.js';
import { validate } from '../../../src/analysis/manifest/validate.js';

it('is published as it is enforced (npm run docs)', async () => {
  const published: unknown = JSON.parse(await readFile('docs/json-schema/msa.schema.json', 'utf8'));
  expect(published).toEqual(withRuleSchemas(MANIFEST_SCHEMA, rules));
});

it('is met by the example of the documentation', async () => {
  const example = /```yaml\n(version: 1[\s\S]*?)```/.exec(await readFile('docs/msa-yaml.md', 'utf8'))?.[1] ?? '';
  const yaml = parseYaml(example, 'msa.yaml');
  const manifest = buildManifest(validate(yaml, 'msa.yaml'), yaml, 'msa.yaml');
  expect(Object.keys(manifest.rules)).toHaveLength(2);
  expect(manifest.services.map(({ name }) => name)).toEqual(['orders', 'payments']);
});
