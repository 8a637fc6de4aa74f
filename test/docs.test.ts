import { readdir, readFile } from 'node:fs/promises';

import { expect, it } from 'vitest';

import { rulePages, withRules } from '../src/rules/docs.js';
import { rules } from '../src/rules/index.js';

const pages = rulePages(rules);

it.each(pages.map((page) => [page.path, page.text]))('docs/rules/%s is what the rule says (npm run docs)', async (path, text) => {
  expect(await readFile(`docs/rules/${path}`, 'utf8')).toBe(text);
});

it('no page is left of a rule that is gone', async () => {
  const files = await readdir('docs/rules', { recursive: true });
  expect(files.filter((file) => file.endsWith('.md')).sort()).toEqual(pages.map(({ path }) => path).sort());
});

it('README.md has the rules as they are (npm run docs)', async () => {
  const readme = await readFile('README.md', 'utf8');
  expect(readme).toBe(withRules(readme, rules));
  for (const { meta } of rules) expect(readme).toContain(meta.id);
});
