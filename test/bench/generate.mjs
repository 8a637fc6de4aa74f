import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A system in a new temporary folder: each service calls the next one, owns a database and has `files` files. */
export function generate(services, files) {
  const root = mkdtempSync(path.join(os.tmpdir(), 'msa-bench-'));
  const names = Array.from({ length: services }, (_, index) => `service-${index}`);
  write(root, 'docker-compose.yml', compose(names));
  for (const [index, name] of names.entries()) {
    for (const [file, text] of serviceFiles(name, names[(index + 1) % services], files)) write(root, `services/${name}/${file}`, text);
  }
  return root;
}

/** A third handlers, the rest domain code without a library: the mixture of real services. */
function serviceFiles(name, next, files) {
  const handlers = numbers(Math.max(1, Math.floor((files - 2) / 3)));
  const domain = numbers(Math.max(0, files - 2 - handlers.length));
  return [
    ['package.json', JSON.stringify({ name, dependencies: { express: '^4', axios: '^1', pg: '^8' } })],
    ['Dockerfile', 'FROM node:20\nCMD ["node", "src/main.js"]\n'],
    ['src/main.ts', mainFile(handlers)],
    ['src/client.ts', clientFile(next)],
    ...handlers.map((n) => [`src/handler-${n}.ts`, handlerFile(n, domain)]),
    ...domain.map((n) => [`src/domain/price-${n}.ts`, domainFile(n)]),
  ];
}

function numbers(count) {
  return Array.from({ length: count }, (_, index) => index);
}

function mainFile(handlers) {
  return [
    `import express from 'express';`,
    ...handlers.map((n) => `import { handler${n} } from './handler-${n}.js';`),
    `const app = express();`,
    ...handlers.map((n) => `app.get('/items-${n}/:id', handler${n});`),
    `app.listen(3000);`,
    '',
  ].join('\n');
}

function clientFile(next) {
  return `import axios from 'axios';
const client = axios.create({ baseURL: process.env.NEXT_URL ?? 'http://${next}:3000' });
export async function fetchNext(path: string): Promise<unknown> {
  return (await client.get(path)).data;
}
`;
}

function handlerFile(n, domain) {
  const price = domain.length === 0 ? undefined : domain[n % domain.length];
  return `import type { Request, Response } from 'express';
import { Pool } from 'pg';
import { fetchNext } from './client.js';
${price === undefined ? 'const total = (rows: readonly { price: number }[]) => rows.length;' : `import { total } from './domain/price-${price}.js';`}
const pool = new Pool({ connectionString: process.env.DATABASE_URL });
interface Item { readonly id: string; readonly price: number; readonly tags: readonly string[] }
export async function handler${n}(req: Request, res: Response): Promise<void> {
  const { rows } = await pool.query<Item>('SELECT * FROM items_${n} WHERE id = $1', [req.params.id]);
  const next = await fetchNext('/items-${n}/' + req.params.id);
  res.json({ rows, total: total(rows.filter((row) => row.tags.includes('new'))), next });
}
`;
}

function domainFile(n) {
  const above = n === 0 ? '' : `import { Money } from './price-${n - 1}.js';\n`;
  const base = n === 0 ? 'export class Money {\n  constructor(readonly cents: number) {}\n}' : 'export { Money };';
  return `${above}${base}
export interface Priced { readonly price: number; readonly discount?: { readonly rate: number; readonly until: Date } }
export function total(items: readonly Priced[], today: Date = new Date()): number {
  let sum = new Money(0);
  for (const { price, discount } of items) {
    const rate = discount !== undefined && discount.until > today ? discount.rate : 0;
    sum = new Money(sum.cents + Math.round(price * 100 * (1 - rate)));
  }
  return sum.cents / ${n + 1};
}
`;
}

function compose(names) {
  const services = names.map(
    (name, index) => `  ${name}:
    build: services/${name}
    environment:
      DATABASE_URL: postgres://db/${name}
      NEXT_URL: http://${names[(index + 1) % names.length]}:3000`,
  );
  return `services:\n${services.join('\n')}\n  db:\n    image: postgres:16\n`;
}

function write(root, file, text) {
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}
