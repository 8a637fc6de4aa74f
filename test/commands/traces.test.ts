import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { folder, msa } from '../support/msa.js';

const traces = (name: string): string => readFileSync(new URL(`../fuzz/seeds/traces-${name}.json`, import.meta.url), 'utf8');
const service = (name: string): string =>
  `{ "name": "${name}", "scripts": { "start": "node main.js" }, "dependencies": { "express": "5" } }`;
const SHOP = {
  'docker-compose.yml': 'services: { orders: { build: orders }, customers: { build: customers } }\n',
  'orders/package.json': service('orders'),
  'orders/main.js': '',
  'customers/package.json': service('customers'),
  'customers/main.js': '',
};

it('--traces reports calls that were made once per item', async () => {
  const cwd = await folder({ ...SHOP, 'traces.json': traces('otlp'), 'other.json': traces('jaeger') });
  const { code, stdout } = await msa(
    ['lint', '--traces', 'traces.json', '--traces', 'other.json', '--max-warnings', '0', '--format', 'compact'],
    { cwd },
  );
  expect(stdout).toContain('orders calls GET /customers/{} of customers 6 times within 50 ms for one request');
  expect(code).toBe(1);
  expect((await msa(['lint'], { cwd })).stdout).not.toContain('n-plus-one-trace');
});

it('--traces refuses what is no trace, and does not mix with states of git', async () => {
  const cwd = await folder(SHOP);
  for (const [args, message] of [
    [['absent.json'], 'the traces absent.json cannot be read'],
    [['orders/package.json'], 'holds neither OTLP (resourceSpans) nor Jaeger (data, spans)'],
    [['traces.json', '--since', 'HEAD'], '--since'],
  ] as const) {
    const { code, stderr } = await msa(['lint', '--traces', ...args], { cwd });
    expect([code, stderr.includes(message)]).toEqual([2, true]);
  }
});
