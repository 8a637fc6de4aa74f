import { expect, test } from 'vitest';

import { systemOf } from '../../../support/link.js';

const HEAD = `import express from 'express';\nimport { Pool } from 'pg';\nconst pool = new Pool();\nconst app = express();\napp.listen(3000);\n`;
const askedBy = (path: string, body: string) =>
  systemOf({ units: { orders: `${HEAD}app.get('${path}', async (req, res) => { ${body} res.send('ok'); });` } }).livenessChecks.map(
    ({ operation, dependency }) => `${operation} ${dependency}`,
  );

test('what tells whether the process is alive and asks a database or another service is found', () => {
  expect(askedBy('/health/live', `await pool.query('select 1');`)).toEqual(['GET /health/live postgres']);
  expect(askedBy('/livez', `await fetch('http://payments:3000/health');`)).toEqual(['GET /livez another service']);
});

test('readiness may ask, and liveness may answer', () => {
  expect(askedBy('/health/ready', `await pool.query('select 1');`)).toEqual([]);
  expect(askedBy('/health', `await pool.query('select 1');`)).toEqual([]);
  expect(askedBy('/health/live', '')).toEqual([]);
});

test('routes that are registered together are told apart by their handlers', () => {
  const code = `import { server } from '@hapi/hapi'; import { check } from './check';
const app = server({ port: 3000 }); app.start();
app.route([
  { method: 'GET', path: '/carts', handler: () => ({}) },
  { method: 'GET', path: '/live', options: { auth: false, handler: check } },
]);`;
  const check = `export async function check() { await fetch('http://payments:3000/ready'); return {}; }`;
  const { livenessChecks } = systemOf({ units: { orders: { code: { 'src/main.ts': code, 'src/check.ts': check } } } });
  expect(livenessChecks.map(({ operation, dependency }) => `${operation} ${dependency}`)).toEqual(['GET /live another service']);
});
