import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';
import { expect, it } from 'vitest';

import { openMemory } from '../../src/analysis/memory/memory.js';
import type { CachePlace } from '../../src/analysis/memory/place.js';
import { analyse, analyseSystem } from '../../src/cli/analyse.js';
import { staged } from '../../src/history/open.js';
import { folder } from '../support/msa.js';
import { repositoryAt } from '../support/repository.js';
import { crowded } from '../support/shop.js';

const SYSTEM: Readonly<Record<string, string>> = {
  ...crowded,
  '.gitignore': 'generated/\n.env\n',
  'services/orders/.env': 'WAREHOUSE_URL=http://billing:3000\n',
  'services/billing/schema.prisma': 'datasource db {\n  provider = "postgresql"\n  url = env("DB")\n}\nmodel Invoice {\n  id Int @id\n}\n',
  'libs/money/package.json': '{ "name": "money" }\n',
  'libs/money/index.ts': "export { tax } from './tax.js';\n",
};

/** What a file may be changed to: of its own kind, of another, and broken. */
const TEXTS = [
  ...Object.values(SYSTEM),
  '',
  '{',
  "import axios from 'axios';\nexport const tax = async (n) => (await axios.get(process.env.WAREHOUSE_URL + '/tax')).data * n;\n",
  'exclude: [services/billing]\n',
  'services:\n  orders: { path: services/orders }\n  gone: { path: services/gone }\n',
];
const PLACES = [
  ...Object.keys(SYSTEM),
  'msa.yaml',
  'services/billing/src/tax/index.ts',
  'services/billing/src/tax.js',
  'services/orders/src/generated/client.ts',
  'libs/money/tax.ts',
  'node_modules/.package-lock.json',
  'notes.txt',
];

type Edit =
  | { readonly kind: 'write'; readonly file: string; readonly text: string }
  | { readonly kind: 'remove'; readonly file: string }
  | { readonly kind: 'rename'; readonly file: string; readonly to: string };

const place = fc.constantFrom(...PLACES);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), file: place, text: fc.constantFrom(...TEXTS) }),
  fc.record({ kind: fc.constant('remove' as const), file: place }),
  fc.record({ kind: fc.constant('rename' as const), file: place, to: place }),
);

it('what is recalled is what would be found out, whatever was edited', async () => {
  const top = await folder({});
  const kept = { folder: path.join(top, 'kept'), system: '0'.repeat(12) };
  const root = path.join(top, 'system');
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), fc.boolean(), async (edits, returns) => {
      rmSync(root, { recursive: true, force: true });
      for (const [file, text] of Object.entries(SYSTEM)) applied(root, { kind: 'write', file, text });
      for (const next of edits) {
        applied(root, next);
        await expectSame(root, kept);
      }
      if (returns) for (const [file, text] of Object.entries(SYSTEM)) applied(root, { kind: 'write', file, text });
      await expectSame(root, kept);
    }),
    { numRuns: 20, seed: 4 },
  );
}, 120_000);

it('and so it is where what was kept is broken somewhere', async () => {
  const top = await folder({});
  const kept = { folder: path.join(top, 'kept'), system: '0'.repeat(12) };
  const root = path.join(top, 'system');
  for (const [file, text] of Object.entries(SYSTEM)) applied(root, { kind: 'write', file, text });
  await expectSame(root, kept);
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), async (pack, share) => {
      const packs = readdirSync(kept.folder).sort();
      const file = path.join(kept.folder, packs[pack % packs.length] ?? '');
      const bytes = readFileSync(file);
      const at = Math.floor(share * bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(file, bytes);
      applied(root, { kind: 'write', file: 'libs/money/index.ts', text: `export const tax = ${String(pack)};\n` });
      await expectSame(root, kept);
    }),
    { numRuns: 20, seed: 4 },
  );
}, 120_000);

it('and so are what is staged and the last commit, edit after edit and commit after commit', async () => {
  const top = await folder({});
  const kept = { folder: path.join(top, 'kept'), system: '0'.repeat(12) };
  let runs = 0;
  const step = fc.record({ edit, isStaged: fc.boolean(), isCommitted: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 5 }), async (steps) => {
      // Each history has a folder of its own, and all have one cache: what is recalled may be of another one.
      const repo = repositoryAt(path.join(top, `system-${String(runs++)}`, 'shop'));
      repo.write(SYSTEM);
      repo.git('init', '--quiet', '--initial-branch=main');
      repo.commit({});
      for (const { edit: next, isStaged, isCommitted } of steps) {
        applied(repo.root, next);
        if (isStaged) repo.git('add', '--all');
        await expectSameStates(repo.root, kept);
        if (isCommitted) repo.git('commit', '--quiet', '--no-verify', '--allow-empty', '--message', 'change');
      }
      await expectSameStates(repo.root, kept);
      await expectSame(repo.root, kept);
    }),
    { numRuns: 5, seed: 4 },
  );
}, 240_000);

it('the last commit is not found out again where it was staged before', async () => {
  const top = await folder({});
  const kept = { folder: path.join(top, 'kept'), system: '0'.repeat(12) };
  const repo = repositoryAt(path.join(top, 'shop'));
  repo.write(SYSTEM);
  repo.git('init', '--quiet', '--initial-branch=main');
  repo.git('add', '--all');
  const first = openMemory({ place: kept });
  await analyseSystem({ root: repo.root, config: undefined, memory: first, disk: (await staged(repo.root, first.disk)).current });
  first.save();
  repo.commit({});
  const memory = openMemory({ place: kept });
  const steps: string[] = [];
  const { before } = await staged(repo.root, memory.disk);
  await analyse({ root: repo.root, config: undefined, memory, disk: before, onStep: (step) => steps.push(step) });
  expect(steps).toEqual([]);
});

/** What is staged, and what was before, as a run would find both out that knows nothing. */
async function expectSameStates(root: string, kept: CachePlace): Promise<void> {
  const memory = openMemory({ place: kept });
  const [known, unknown] = [await staged(root, memory.disk), await staged(root)];
  for (const state of ['current', 'before'] as const) {
    const recalled = await told(analyse({ root, config: undefined, memory, disk: known[state] }));
    expect(recalled).toBe(await told(analyse({ root, config: undefined, memory: undefined, disk: unknown[state] })));
  }
  memory.save();
}

async function expectSame(root: string, kept: CachePlace): Promise<void> {
  const memory = openMemory({ place: kept });
  const recalled = await told(analyse({ root, config: undefined, memory }));
  memory.save();
  expect(recalled).toBe(await told(analyse({ root, config: undefined, memory: undefined })));
}

/** As a report would have it; what is wrong with msa.yaml is told too. */
async function told(analysed: ReturnType<typeof analyse>): Promise<string> {
  return analysed.then(
    (result) => JSON.stringify(result),
    (error: unknown) => String(error),
  );
}

function applied(root: string, change: Edit): void {
  const file = path.join(root, change.file);
  if (change.kind === 'remove') rmSync(file, { force: true });
  else if (change.kind === 'write') written(file, change.text);
  else if (existsSync(file)) {
    const to = path.join(root, change.to);
    mkdirSync(path.dirname(to), { recursive: true });
    renameSync(file, to);
  }
}

function written(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
