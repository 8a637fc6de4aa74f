import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { judge } from '../../../src/analysis/imports/judge.js';
import { diskSource } from '../../../src/analysis/memory/disk-reads.js';
import type { ResolvedImport } from '../../../src/model/system.js';
import { realDisk } from '../../../src/shared/disk.js';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'msa-judge-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

const file = 'orders/main.ts';
const suspect = (typeOnly = false): ResolvedImport => ({
  unit: 'orders',
  to: { unit: 'billing' },
  file,
  target: 'billing/invoice.ts',
  typeOnly,
  at: { file, line: 1, column: 1 },
});

const BILLING = { 'billing/invoice.ts': 'export interface Invoice { total: number }\nexport const vat = 0.2;\n' };

describe('judge', () => {
  it('asks what is installed, so that it is asked again when that is another', async () => {
    const installed = { 'node_modules/.package-lock.json': '{}' };
    write({ ...BILLING, ...installed, [file]: `import { vat } from '../billing/invoice.js';\nexport const v = vat;\n` });
    const { source, reads } = diskSource.record(realDisk);
    await judge(root, [suspect()], source);
    expect(reads()?.asked.files).toContain(join(root, 'node_modules/.package-lock.json'));
    expect(reads()?.asked.places).toContain(join(root, 'orders/node_modules'));
  });

  it('a name that is a type where it comes from needs no word that says so', async () => {
    write({ ...BILLING, [file]: `import { Invoice } from '../billing/invoice.js';\nexport type V = Invoice;\n` });
    const [judged] = await judge(root, [{ ...suspect(), takesTypes: true }]);
    expect(judged?.typeOnly).toBe(true);
  });

  it.each([
    ['a value', `import { vat } from '../billing/invoice.js';\nexport const v = vat;\n`, false],
    ['only a type', `import type { Invoice } from '../billing/invoice.js';\nexport type V = Invoice;\n`, true],
    [
      'a type and a value',
      `import type { Invoice } from '../billing/invoice.js';\nimport { vat } from '../billing/invoice.js';\nexport const v: Invoice = { total: vat };\n`,
      false,
    ],
  ])('says of an import of %s whether it is only for types', async (_, source, typeOnly) => {
    write({ ...BILLING, [file]: source });
    const [judged] = await judge(root, [suspect(!typeOnly)]);
    expect(judged?.typeOnly).toBe(typeOnly);
  });

  it.each([
    ['is broken', '{ "compilerOptions": {'],
    ['extends what is not there', '{ "extends": "@company/tsconfig/base.json" }'],
    ['is empty', ''],
  ])('keeps our own verdict of an import through an alias, and a tsconfig that %s does no harm', async (_, text) => {
    write({ ...BILLING, 'tsconfig.json': text, [file]: `import { vat } from '@billing/invoice';\nexport const v = vat;\n` });
    const given = suspect(true);
    expect(await judge(root, [given])).toEqual([given]);
  });

  it('loads nothing where no import leaves its service', async () => {
    const given: ResolvedImport = { ...suspect(), to: { package: 'contracts', path: 'libs/contracts' } };
    expect(await judge('/nowhere', [given])).toEqual([given]);
  });
});
