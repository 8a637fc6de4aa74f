import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { analyze } from '../../../src/analysis/analyze.js';
import { extraction } from '../../../src/analysis/extraction.js';
import { type FactsFile, factsText } from '../../../src/analysis/facts-file/format.js';
import { mount } from '../../../src/analysis/facts-file/mount.js';
import { parseFacts } from '../../../src/analysis/facts-file/parse.js';
import { readRepositories } from '../../../src/analysis/manifest/repositories.js';
import { memoryDisk } from '../../../src/shared/memory-disk.js';
import { clean, crowded } from '../../support/shop.js';

type Files = Readonly<Record<string, string>>;

const ROOT = path.resolve('/system');
const NOTHING = memoryDisk(ROOT, {});

/** Facts as another machine reads them. */
async function factsOf(name: string, files: Files, root = path.resolve('/somewhere')): Promise<FactsFile> {
  const made = await extraction({ root, name, tool: { name: 'msa-lint', version: '0.0.0' }, disk: memoryDisk(root, files) });
  return parseFacts(factsText(made), `${name}.json`);
}

/** What is found out about the repositories from their facts. */
async function linked(repositories: Readonly<Record<string, Files>>) {
  const facts = await Promise.all(Object.entries(repositories).map(([name, files]) => factsOf(name, files)));
  const { disk, reader } = mount(ROOT, facts, NOTHING);
  const manifest = await readRepositories(undefined, facts, { root: ROOT, disk });
  const memory = {
    facts: { reader: () => reader, count: () => ({ asked: 0, fresh: 0 }), forget: () => undefined, worthKeeping: () => undefined },
  };
  return (await analyze({ root: ROOT, disk, memory, ...(manifest === undefined ? {} : { manifest }) })).analysis;
}

/** What is found out where they lie beside each other. */
async function inPlace(repositories: Readonly<Record<string, Files>>) {
  const files = Object.entries(repositories).flatMap(([name, own]) => Object.entries(own).map(([file, text]) => [`${name}/${file}`, text]));
  return (await analyze({ root: ROOT, disk: { ...memoryDisk(ROOT, Object.fromEntries(files) as Files), working: NOTHING } })).analysis;
}

/** Each folder at the top is a repository, and so are the files beside them: the compose file, the manifest of the cluster. */
function asRepositories(files: Files): Readonly<Record<string, Files>> {
  const repositories: Record<string, Record<string, string>> = {};
  for (const [file, text] of Object.entries(files)) {
    const [top = '', ...rest] = file.split('/');
    const [name, inside] = rest.length === 0 ? ['deployment', file] : [top, rest.join('/')];
    (repositories[name] ??= {})[inside] = text;
  }
  return repositories;
}

function filesBelow(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map(({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return [path.relative(folder, file).split(path.sep).join('/'), readFileSync(file, 'utf8')];
    }),
  );
}

/** Those without a manifest of the whole, which would lie in one of the repositories. */
const FIXTURES = ['webshop', 'webshop-healthy', ...folders('small').flatMap((topic) => folders(topic).slice(0, 2))].filter(
  (name) => !existsSync(`fixtures/${name}/msa.yaml`),
);

function folders(below: string): string[] {
  return readdirSync(`fixtures/${below}`, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [`${below}/${one.name}`] : []));
}

describe('facts of many repositories say what the repositories say that lie beside each other', () => {
  it.each(FIXTURES)('%s', async (name) => {
    const repositories = asRepositories(filesBelow(`fixtures/${name}`));
    expect(Object.keys(repositories).length).toBeGreaterThan(0);
    expect(await linked(repositories)).toEqual(await inPlace(repositories));
  });

  it('in whatever order they come', async () => {
    const repositories = asRepositories(crowded);
    const turned = Object.fromEntries(Object.entries(repositories).reverse());
    expect(await linked(turned)).toEqual(await linked(repositories));
  });
});

describe('facts', () => {
  it('are the same bytes wherever the repository lies', async () => {
    const [one, other] = await Promise.all([factsOf('shop', crowded), factsOf('shop', crowded, path.resolve('/else/where'))]);
    expect(factsText(one)).toBe(factsText(other));
  });

  it('hold no source and no comments, and of other files what tells of the system', async () => {
    const facts = factsText(
      await factsOf('shop', {
        ...clean,
        'services/orders/src/main.ts': `// so secret\n${clean['services/orders/src/main.ts'] ?? ''}`,
        'services/stock/app.py': 'def secret_margin(): pass\nURL = os.getenv("BILLING_URL", "http://billing")\n',
        'notes.txt': 'so secret',
      }),
    );
    expect(facts).not.toMatch(/secret|app\.get\(/);
    expect(facts).toContain('"path":"notes.txt"}');
    expect(facts).toContain('BILLING_URL');
  });

  it('of a repository without services are facts too: it may deploy those of others', async () => {
    const { services, files } = await factsOf('deployment', { 'docker-compose.yml': 'services: { orders: { image: acme/orders } }\n' });
    expect([services, files.map(({ path: file }) => file)]).toEqual([[], ['docker-compose.yml']]);
  });
});

describe('manifests', () => {
  const orders: Files = {
    'msa.yaml': `services:
  shop-orders: { path: ., calls: [shop-billing], patterns: [retry-with-backoff] }
exclude: [old]
rules: { chatty-communication: off }
ignore: [{ rule: msa/parse-error, reason: theirs }]
`,
    'old/main.ts': 'export {};',
    'src/main.ts': "import axios from 'axios';\nvoid axios.get('http://billing/x');\n",
    'package.json': '{ "name": "orders", "dependencies": { "axios": "1" } }',
  };
  const billing: Files = {
    'src/main.ts': "import express from 'express';\nexpress().listen(80);\n",
    'package.json': '{ "name": "billing", "scripts": { "start": "node src/main" }, "dependencies": { "express": "5" } }',
  };

  it('describe their repositories, and judge nothing', async () => {
    const facts = await Promise.all([factsOf('orders', orders), factsOf('billing', billing)]);
    const { disk } = mount(ROOT, facts, NOTHING);
    const manifest = await readRepositories(undefined, facts, { root: ROOT, disk });
    expect(manifest?.services.map(({ name, path: place }) => [name, place])).toEqual([
      ['shop-orders', 'orders'],
      ['billing', 'billing'],
    ]);
    expect([manifest?.exclude, manifest?.rules, manifest?.ignore]).toEqual([['/orders/**/old'], {}, []]);
    expect(manifest?.declared.services.map(({ at }) => at.file)).toEqual(['orders/msa.yaml']);
  });

  it('name services of the report', async () => {
    const { system, coverage } = await linked({ orders, billing });
    expect(system.services.map(({ name }) => name)).toEqual(['billing', 'shop-orders']);
    expect(coverage.filesAnalysed).toBe(2);
  });

  it('that declare the same service twice are refused', async () => {
    await expect(linked({ orders, twin: orders })).rejects.toThrow(
      /orders\/msa.yaml:2:3 and twin\/msa.yaml:2:3 both declare a service shop-orders/,
    );
  });
});
