import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from 'vitest';

import { folder, msa } from '../support/msa.js';
import { clean, shared } from '../support/shop.js';

it('draws the system as mermaid, without a verdict', async () => {
  expect(await msa(['graph'], { cwd: await folder(shared) })).toEqual({
    code: 0,
    stderr: '',
    stdout: `flowchart LR
  n0["billing"]
  n1["orders"]
  n2[("postgres: ordersdb")]
  n1 -->|"http"| n0
  n0 ---|"read, write"| n2
  n1 ---|"read, write"| n2
  classDef error stroke:#d1242f,stroke-width:3px
  class n0,n1,n2 error
  linkStyle 1,2 stroke:#d1242f,stroke-width:2px
`,
  });
});

it('writes several drawings, of one service or of what findings are about', async () => {
  const root = await folder(clean);
  const one = await msa(['graph', '--service', 'billing', '--format', 'json=one.json', '--format', 'html=page.html'], { cwd: root });
  expect(one).toEqual({ code: 0, stdout: '', stderr: '' });
  const { nodes } = JSON.parse(await readFile(path.join(root, 'one.json'), 'utf8')) as {
    readonly nodes: readonly { readonly label: string }[];
  };
  expect(nodes.map(({ label }) => label)).toEqual(['billing', 'orders', 'postgres: billingdb']);
  expect(await readFile(path.join(root, 'page.html'), 'utf8')).toMatch(/^<!doctype html>/);
  expect(await msa(['graph', '--affected'], { cwd: root })).toEqual({ code: 0, stdout: 'flowchart LR\n', stderr: '' });
});

it.each([
  [['--service', 'biling'], 'there is no service "biling"\n  hint  Did you mean billing?'],
  [['--format', 'dott'], 'there is no format "dott"\n  hint  Did you mean dot?'],
])('%j is refused', async (args, message) => {
  expect(await msa(['graph', ...args], { cwd: await folder(clean) })).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining(message) as string,
  });
});
