/** Writes what is generated from the code's own metadata: `npm run docs`. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { questions } from '../dist/advise/questions/index.js';
import { FACTS_SCHEMA } from '../dist/analysis/facts-file/schema.js';
import { MANIFEST_SCHEMA } from '../dist/analysis/manifest/schema.js';
import { patternPages } from '../dist/patterns/docs.js';
import { patterns } from '../dist/patterns/index.js';
import { withRuleSchemas } from '../dist/rules/config-schema.js';
import { rulePages, withRules } from '../dist/rules/docs.js';
import { rules } from '../dist/rules/index.js';

const docs = import.meta.dirname;

write('json-schema/msa.schema.json', `${JSON.stringify(withRuleSchemas(MANIFEST_SCHEMA, rules), null, 2)}\n`);

write('json-schema/facts.schema.json', `${JSON.stringify(FACTS_SCHEMA, null, 2)}\n`);

rmSync(path.join(docs, 'rules'), { recursive: true, force: true });
for (const page of rulePages(rules)) write(`rules/${page.path}`, page.text);

rmSync(path.join(docs, 'patterns'), { recursive: true, force: true });
const known = { questions, rules: new Set(rules.map(({ meta }) => meta.id)) };
for (const page of patternPages(patterns, known)) write(`patterns/${page.path}`, page.text);

const readme = path.join(docs, '../README.md');
writeFileSync(readme, withDemo(withRules(readFileSync(readme, 'utf8'), rules)));

/** The findings that the README shows, in the words of today; which ones it shows is its own choice. */
function withDemo(text) {
  const demo = ['bin/run.js', 'lint', '--root', 'fixtures/webshop', '--fail-on', 'never'];
  const { stdout, stderr } = spawnSync(process.execPath, demo, { cwd: path.join(docs, '..'), encoding: 'utf8' });
  const blocks = stdout.trimEnd().split('\n\n');
  const idOf = (block) => /^ {2}id {3}(\w+) · msa explain (\S+)/m.exec(block)?.slice(1);
  return text.replace(/(```text\n)([^]*?)(\n```)/, (_, head, old, tail) => {
    const shown = old.split('\n\n').slice(0, -1).map(idOf);
    const findings = shown.map(
      ([id, rule]) => blocks.find((one) => idOf(one)?.[0] === id) ?? blocks.find((one) => idOf(one)?.[1] === rule),
    );
    return head + [...findings.filter((one) => one !== undefined), `${blocks.at(-1)}\n${stderr.trimEnd()}`].join('\n\n') + tail;
  });
}

function write(file, text) {
  const target = path.join(docs, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}
