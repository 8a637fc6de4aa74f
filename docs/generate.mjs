/** Writes what is generated from the code's own metadata: `npm run docs`. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { MANIFEST_SCHEMA } from '../dist/analysis/manifest/schema.js';
import { rulePages, withRules } from '../dist/rules/docs.js';
import { rules } from '../dist/rules/index.js';

const docs = import.meta.dirname;

write('json-schema/msa.schema.json', `${JSON.stringify(MANIFEST_SCHEMA, null, 2)}\n`);

rmSync(path.join(docs, 'rules'), { recursive: true, force: true });
for (const page of rulePages(rules)) write(`rules/${page.path}`, page.text);

const readme = path.join(docs, '../README.md');
writeFileSync(readme, withRules(readFileSync(readme, 'utf8'), rules));

function write(file, text) {
  const target = path.join(docs, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}
