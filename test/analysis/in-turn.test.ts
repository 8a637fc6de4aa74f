import { setImmediate } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { digestOf } from '../../src/analysis/digest.js';
import { type Extracting, openFiles } from '../../src/analysis/extract/files.js';
import { lowerHere, type SourceText } from '../../src/analysis/extract/lower-texts.js';
import type { Lowering } from '../../src/analysis/extract/thread.js';
import { inTurn } from '../../src/analysis/in-turn.js';
import { folderReader } from '../../src/analysis/memory/folder.js';
import { moduleGraph } from '../../src/analysis/resolve/modules/module-graph.js';
import type { Unit } from '../../src/model/deployment.js';
import type { ModuleGraph } from '../../src/model/module-graph.js';
import { folder } from '../support/msa.js';

const FILES = {
  'orders/a.ts': "import { send } from '../lib/send.js';\nsend();\n",
  'orders/b.ts': "export * from './a.js';\n",
  'orders/c.ts': 'export const c = 1;\n',
  'lib/send.ts': "import { url } from './deep/url.js';\nexport const send = () => fetch(url);\n",
  'lib/deep/url.ts': 'export const url = process.env.URL;\n',
  'lib/unused.ts': 'export const unused = 1;\n',
  'payments/a.ts': 'export const a = 1;\n',
  'payments/b.ts': "import '../lib/deep/url.js';\n",
  'web/a.ts': 'export const a = 1;\n',
};
const units = ['web', 'orders', 'payments'].map((name) => ({ name, sources: [name], excludes: [] }) as unknown as Unit);

describe('units whose files are read meanwhile', () => {
  it('come to what they come to in the order in which they are', async () => {
    const { turn } = await beside();
    expect(await inTurn(units, turn, ({ name }) => name)).toEqual(['web', 'orders', 'payments']);
  });

  it('are worked on when the files are there that they reach, the smallest first; the rest is read meanwhile', async () => {
    const { turn, asked } = await beside();
    const seen: string[] = [];
    await inTurn(units, turn, (unit) => {
      for (const file of turn.graph.ownFiles(unit)) turn.graph.modules.get(file);
      seen.push(`${unit.name}: ${asked.filter((file) => isThere(turn.extracting, file)).join(' ')}`);
    });
    const [payments, orders] = ['payments/a.ts payments/b.ts lib/deep/url.ts', 'orders/a.ts orders/b.ts orders/c.ts lib/send.ts'];
    expect(seen).toEqual(['web: web/a.ts', `payments: web/a.ts ${payments}`, `orders: web/a.ts ${payments} ${orders}`]);
  });

  it('wait for all files where code leads to one by another way than an import', async () => {
    const { turn } = await beside();
    const tries: string[] = [];
    const names = await inTurn(units, turn, ({ name }) => {
      tries.push(name);
      return `${name} ${String(turn.graph.modules.get('lib/unused.ts')?.defs.length)}`;
    });
    expect(names).toEqual(['web 1', 'orders 1', 'payments 1']);
    expect(tries).toEqual(['web', 'web', 'payments', 'orders']);
  });

  it('tell what goes wrong', async () => {
    const { turn } = await beside();
    const failing = inTurn(units, turn, () => {
      throw new Error('a bug');
    });
    await expect(failing).rejects.toThrow('a bug');
    const broken = await beside(() => Promise.reject(new Error('a bug of the parser')));
    await expect(inTurn(units, broken.turn, ({ name }) => name)).rejects.toThrow('a bug of the parser');
  });
});

function isThere({ modules }: Extracting, file: string): boolean {
  try {
    return modules.get(file) !== undefined;
  } catch {
    return false;
  }
}

/** Lists are lowered one after another, as if by another thread. */
async function beside(lower = lowerHere(digestOf)): Promise<{
  readonly turn: { readonly graph: ModuleGraph; readonly extracting: Extracting };
  readonly asked: readonly string[];
}> {
  const asked: string[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const lowering: Lowering = {
    expect: () => undefined,
    begin: () => undefined,
    isBeside: () => true,
    lower: (texts: readonly SourceText[]) => {
      asked.push(...texts.map(({ file }) => file));
      const made = last.then(async () => {
        await setImmediate();
        return lower(texts);
      });
      last = made.catch(() => undefined);
      return made;
    },
    end: () => undefined,
  };
  const extracting = await openFiles(folderReader(await folder(FILES)), Object.keys(FILES), { digestOf, lowering });
  return { turn: { graph: moduleGraph(extracting.modules, { packages: [] }), extracting }, asked };
}
