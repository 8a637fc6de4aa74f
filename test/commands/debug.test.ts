import { describe, expect, it } from 'vitest';

import { folder, msa, shell } from '../support/msa.js';
import { crowded } from '../support/shop.js';

describe('msa lint --debug', () => {
  it('tells what was found, how names were resolved, and how long each step took', async () => {
    const cwd = await folder(crowded);
    const { code, stdout, stderr } = await msa(['lint', '--debug'], { cwd });
    expect(code).toBe(1);
    expect(stdout).not.toContain('debug  ');
    const lines = stderr.split('\n');
    expect(lines).toContainEqual(
      expect.stringMatching(/^debug {2}service {3}orders: service, ts, in services\/orders; .*docker-compose\.yml:\d+:\d+/),
    );
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^debug {2}edge {6}orders → billing: http, sync, GET \/invoices\/\{\}, static \(services\/orders\/src\/main\.ts:\d+:\d+\)$/,
      ),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^debug {2}datastore billing → postgres:\/\/db:5432\/shop: postgres/));
    expect(lines).toContainEqual(expect.stringMatching(/^debug {2}loose {5}orders → \?: .*WAREHOUSE_URL/));
    expect(lines).toContainEqual(expect.stringMatching(/^debug {2}step {6}resolve orders: \d+ ms$/));
    expect(lines.at(-2)).toMatch(/^exit 1: /);
  });

  it('tells of a run that reads nothing anew', async () => {
    const cwd = await folder({ ...crowded, 'node_modules/.keep': '' });
    await msa(['lint'], { cwd });
    expect((await msa(['lint', '--debug'], { cwd })).stderr).toContain(
      'debug  steps     none: all that was read is as it was in an earlier run\n',
    );
  });
});

it('progress goes to terminals only', async () => {
  const cwd = await folder(crowded);
  const { stderr } = await shell('"$@" lint --no-cache', { cwd });
  expect(stderr).toMatch(/^exit 1: [^\r]*$/);
});
