import { expect, it } from 'vitest';

import { folder, msa } from '../support/msa.js';
import { repository } from '../support/repository.js';
import { clean } from '../support/shop.js';

const RULE = 'distributed-monolith/lockstep-change';

it('commits that change two services again and again are reported, from every working tree of the repository', async () => {
  const repo = await repository(clean);
  for (let round = 0; round < 10; round++)
    repo.commit({ 'services/orders/src/cart.ts': `${round}`, 'services/billing/src/invoice.ts': `${round}` });
  const { code, stdout, stderr } = await msa(['lint', '--stats', '--max-warnings', '0'], { cwd: repo.root });
  expect(stdout).toContain(`${RULE}   billing and orders change together: 10 of the 10`);
  expect(stderr).toContain('stats  11 commits compared for changes in lockstep\n');
  expect(code).toBe(1);
  const added = await msa(['lint', '--since', 'HEAD~1'], { cwd: repo.root });
  expect(added.stdout).not.toContain(RULE);
});

it('where there is no history, the rule abstains and says so', async () => {
  const { stdout, stderr } = await msa(['lint', '--stats', '--format', 'json'], { cwd: await folder(clean) });
  expect(JSON.parse(stdout)).toMatchObject({ coverage: { history: { commits: 0, missing: 'no git repository' } } });
  expect(stderr).toContain('stats  changes in lockstep are not judged: no git repository\n');
});
