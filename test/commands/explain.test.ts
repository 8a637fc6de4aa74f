import { expect, it } from 'vitest';

import { msa } from '../support/msa.js';

const SHARED = 'database-per-service/shared-datastore';

it.each([SHARED, 'shared-datastore'])('msa explain %s tells the rule', async (id) => {
  const { code, stdout, stderr } = await msa(['explain', id]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(new RegExp(`^${SHARED}  \\(error by default\\)\n`));
  expect(stdout).toContain('\nWhy\n');
});

it.each([
  ['shared-datastor', 'Did you mean shared-datastore?'],
  ['god-service/hub-servce', 'Did you mean god-service/hub-service?'],
  ['banana', '`msa rules` lists them all.'],
])('msa explain %s helps', async (id, hint) => {
  const stderr = `msa: there is no rule "${id}"\n  hint  ${hint}\nexit 2: could not analyse (E_RULE)\n`;
  expect(await msa(['explain', id])).toEqual({ code: 2, stdout: '', stderr });
});

it('msa rules lists every rule once', async () => {
  const { stdout } = await msa(['rules']);
  const ids = stdout.match(/^[\w-]+\/[\w-]+/gm) ?? [];
  expect(ids).toContain(SHARED);
  expect(new Set(ids).size).toBe(ids.length);
});
