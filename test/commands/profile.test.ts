import { describe, expect, it } from 'vitest';

import { folder, msa } from '../support/msa.js';
import { repository } from '../support/repository.js';
import { type Files, service } from '../support/shop.js';

const opens =
  "import { Pool } from 'pg';\nimport axios from 'axios';\nconst pool = new Pool({ connectionString: process.env.DATABASE_URL });\n";
const works = `${opens}const app = require('express')();
app.get('/lines', async (req, res) => {
  await pool.query('UPDATE line SET seen = true');
  res.json((await axios.get(process.env.PEER_URL + '/stock')).data);
});
`;

function compose(env: Readonly<Record<string, readonly [database: string, peer: string]>>): string {
  const services = Object.entries(env).map(
    ([name, [database, peer]]) => `  ${name}:
    build: ../services/${name}
    environment:
      DATABASE_URL: postgres://db:5432/${database}
      PEER_URL: http://${peer}:3000
`,
  );
  return `services:\n${services.join('')}  db:\n    image: postgres:16\n`;
}

/** One database for both on the developer's machine, one for each in production, which alone has the archive. */
const files: Files = {
  ...service('orders', works),
  ...service('billing', works),
  ...service('archive', works),
  'deploy/docker-compose.yml': compose({ orders: ['all', 'billing'], billing: ['all', 'orders'] }),
  'deploy/docker-compose.prod.yml': compose({
    orders: ['orders', 'billing'],
    billing: ['billing', 'archive'],
    archive: ['archive', 'nobody.example.com'],
  }),
};
const DEV = 'deploy/docker-compose.yml';
const PROD = 'deploy/docker-compose.prod.yml';

describe('--profile', () => {
  it('of msa lint judges that profile alone, and says so', async () => {
    const root = await folder(files);
    const shared = 'services billing and orders both use the database postgres://db:5432/all';
    const dev = await msa(['lint', '--profile', DEV], { cwd: root });
    expect(dev.code).toBe(1);
    expect(dev.stdout.replaceAll(/\s+/g, ' ')).toContain(shared);
    expect(dev.stdout).toContain(`profile ${DEV} alone · not in it: archive\n`);
    const prod = await msa(['lint', '--profile', PROD], { cwd: root });
    expect(prod.code).toBe(0);
    expect(prod.stdout).not.toContain('not in it');
    expect((await msa(['lint'], { cwd: root })).stdout.replaceAll(/\s+/g, ' ')).toContain(shared);
  });

  it('of the report for programs names it and what it leaves out', async () => {
    const { stdout } = await msa(['lint', '--profile', DEV, '--format', 'json'], { cwd: await folder(files) });
    const report = JSON.parse(stdout) as {
      readonly profile: unknown;
      readonly system: { readonly services: readonly { readonly name: string }[] };
    };
    expect(report.profile).toEqual({ name: DEV, leftOut: ['archive'] });
    expect(report.system.services.map(({ name }) => name)).toEqual(['billing', 'orders']);
  });

  it('judges nothing that is written for all profiles', async () => {
    const root = await folder({
      ...files,
      'msa.yaml': `version: 1
services:
  orders: { path: services/orders, calls: [billing] }
  billing: { path: services/billing, calls: [orders, archive] }
  archive: { path: services/archive }
ignore:
  - { rule: database-per-service/shared-datastore, reason: only on the machine of a developer }
`,
    });
    expect((await msa(['baseline', 'add', '--reason', 'known'], { cwd: root })).code).toBe(0);
    for (const profile of [DEV, PROD]) {
      const { stdout } = await msa(['lint', '--profile', profile], { cwd: root });
      for (const rule of ['unused-declaration', 'unknown-service', 'layout-mismatch', 'unused-suppression', 'stale-baseline'])
        expect(stdout).not.toContain(rule);
    }
  });

  it('of a change is the profile of both states; one that is new adds all that is in it', async () => {
    const { [PROD]: prod = '', ...before } = files;
    const repo = await repository(before);
    repo.commit({ [PROD]: prod });
    const { stdout } = await msa(['lint', '--since', 'HEAD~1', '--profile', PROD], { cwd: repo.root });
    expect(stdout).toContain('+ service: archive');
    const dev = await msa(['lint', '--since', 'HEAD~1', '--profile', DEV], { cwd: repo.root });
    expect(dev.stdout).not.toContain('+ edge');
  });

  it('of msa why and msa graph shows that profile alone', async () => {
    const root = await folder(files);
    expect((await msa(['why', 'billing', 'orders', '--profile', DEV], { cwd: root })).stdout).toContain(
      `env  PEER_URL=http://orders:3000 from ${DEV}:`,
    );
    expect((await msa(['why', 'billing', 'orders', '--profile', PROD], { cwd: root })).stdout).toMatch(/^nothing was found/);
    expect((await msa(['graph', '--profile', DEV], { cwd: root })).stdout).not.toContain('archive');
  });

  it.each([
    [['lint'], 'Did you mean deploy/docker-compose.yml?'],
    [['graph'], 'Did you mean deploy/docker-compose.yml?'],
    [['why', 'orders', 'billing'], 'Did you mean deploy/docker-compose.yml?'],
  ])('of %j that does not exist is refused', async (args, hint) => {
    const outcome = await msa([...args, '--profile', 'deploy/docker-compos.yml'], { cwd: await folder(files) });
    expect(outcome).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(hint) as string });
  });
});
