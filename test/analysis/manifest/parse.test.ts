import { expect, it } from 'vitest';

import { parseYaml } from '../../../src/analysis/manifest/parse.js';

it('a key that is a nest is refused at once', () => {
  const text = `version: 1\nlibraries:\n${`  ? - ${'['.repeat(500)}x${']'.repeat(500)}\n  : a\n`.repeat(200)}`;
  expect(() => parseYaml(text, 'msa.yaml')).toThrow(expect.objectContaining({ code: 'E_MANIFEST', at: 'msa.yaml:3:5' }) as Error);
});
