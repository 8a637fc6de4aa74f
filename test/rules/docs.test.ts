import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { rulePages } from '../../src/rules/docs.js';
import { rules } from '../../src/rules/index.js';

const folder = fileURLToPath(new URL('../../docs/rules', import.meta.url));
const pages = rulePages(rules);

describe('docs/rules', () => {
  it.each(pages.map((page) => [page.path, page.text] as const))('%s is up to date (npm run docs)', (file, text) => {
    expect(readFileSync(path.join(folder, file), 'utf8')).toBe(text);
  });

  it('has no page of a rule that is gone', () => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/') : [],
    );
    expect(files.sort()).toEqual(pages.map((page) => page.path).sort());
  });
});
