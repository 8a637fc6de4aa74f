/**
 * `npm run bench [FOLDER]`: a cold `msa lint` beside dependency-cruiser (parser tsc) on the same files, as whole processes.
 * Only the ratio travels between machines. Without a folder a system of 40 services with 25 files each is generated.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const RUNS = 5;
const SERVICES = 40;
const FILES = 25;

const here = path.dirname(fileURLToPath(import.meta.url));
const project = path.resolve(here, '../..');
const given = process.argv[2];
const folder = given === undefined ? generate() : path.resolve(given);

try {
  const start = measure('node -e 0', [process.execPath, '-e', '0']);
  const msa = measure('msa lint', [process.execPath, path.join(project, 'bin/run.js'), 'lint', '--root', folder, '--fail-on', 'never']);
  const peer = measure('dependency-cruiser', [process.execPath, path.join(here, 'peer.mjs'), folder]);
  print([start, msa, peer], peer.median);
} finally {
  if (given === undefined) rmSync(folder, { recursive: true });
}

/** Median and spread of whole-process wall times in milliseconds, after one run that warms the page cache. */
function measure(name, [command, ...args]) {
  const times = Array.from({ length: RUNS + 1 }, () => {
    const started = performance.now();
    const { status, stderr } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 1 << 28 });
    if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
    return performance.now() - started;
  })
    .slice(1)
    .sort((a, b) => a - b);
  return { name, median: times[Math.floor(RUNS / 2)], min: times[0], max: times.at(-1) };
}

function print(rows, reference) {
  console.log(`${folder}, ${RUNS} runs each, ${process.version}, ${os.cpus().length} cores`);
  console.table(
    rows.map(({ name, median, min, max }) => ({
      process: name,
      'median ms': Math.round(median),
      'min–max ms': `${Math.round(min)}–${Math.round(max)}`,
      '× dependency-cruiser': (median / reference).toFixed(2),
    })),
  );
}

/** A system in which every service calls the next one and owns a database. */
function generate() {
  const root = mkdtempSync(path.join(os.tmpdir(), 'msa-bench-'));
  const names = Array.from({ length: SERVICES }, (_, index) => `service-${index}`);
  for (const [index, name] of names.entries()) {
    const next = names[(index + 1) % SERVICES];
    write(root, `services/${name}/package.json`, JSON.stringify({ name, dependencies: { express: '^4', axios: '^1', pg: '^8' } }));
    write(root, `services/${name}/Dockerfile`, 'FROM node:20\nCMD ["node", "src/main.js"]\n');
    write(root, `services/${name}/src/main.ts`, mainFile(FILES - 1));
    for (let file = 0; file < FILES - 1; file++) write(root, `services/${name}/src/handler-${file}.ts`, handlerFile(file));
    write(root, `services/${name}/src/client.ts`, clientFile(next));
  }
  write(root, 'docker-compose.yml', compose(names));
  return root;
}

function write(root, file, text) {
  const target = path.join(root, file);
  if (!existsSync(path.dirname(target))) mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

function mainFile(handlers) {
  const numbers = Array.from({ length: handlers }, (_, index) => index);
  return [
    `import express from 'express';`,
    ...numbers.map((n) => `import { handler${n} } from './handler-${n}.js';`),
    `const app = express();`,
    ...numbers.map((n) => `app.get('/items-${n}/:id', handler${n});`),
    `app.listen(3000);`,
  ].join('\n');
}

function handlerFile(n) {
  return `import type { Request, Response } from 'express';
import { Pool } from 'pg';
import { fetchNext } from './client.js';
const pool = new Pool({ connectionString: process.env.DATABASE_URL });
interface Item { readonly id: string; readonly price: number; readonly tags: readonly string[] }
export async function handler${n}(req: Request, res: Response): Promise<void> {
  const { rows } = await pool.query<Item>('SELECT * FROM items_${n} WHERE id = $1', [req.params.id]);
  const total = rows.filter((row) => row.tags.includes('new')).reduce((sum, row) => sum + row.price, 0);
  const next = await fetchNext('/items-${n}/' + req.params.id);
  res.json({ rows, total, next });
}
`;
}

function clientFile(next) {
  return `import axios from 'axios';
const client = axios.create({ baseURL: process.env.NEXT_URL ?? 'http://${next}:3000' });
export async function fetchNext(path: string): Promise<unknown> {
  return (await client.get(path)).data;
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
