import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { Ajv } from 'ajv';
import { expect, it } from 'vitest';

import { lintInProcess } from '../support/transcript.js';

const schema = JSON.parse(readFileSync('docs/json-schema/report.schema.json', 'utf8')) as object;
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

const SMALL = 'fixtures/small';
const systems = folders(SMALL).flatMap((topic) => folders(path.join(SMALL, topic)).map((name) => path.join(SMALL, topic, name)));

it.each(['fixtures/webshop', ...systems])('of %s satisfies its published schema', async (root) => {
  const { stdout } = await lintInProcess(root, { formats: ['json'] });
  validate(JSON.parse(stdout));
  expect(validate.errors).toBeNull();
});

function folders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}
