import { expect, it } from 'vitest';

import { extract } from '../../../src/analysis/extract/extract.js';
import { linksOf } from '../../../src/analysis/imports/links.js';
import { typeTaker } from '../../../src/analysis/imports/types.js';

const FILES = {
  'invoice.ts': `export interface Invoice { total: number } export type Cents = number; export const vat = 0.2; export class Tax {} export enum Kind { A } export default interface Page { of: number }`,
  'index.ts': `export * from './invoice'; export { Cents as Money } from './invoice'; export * from 'remote';`,
  'client.ts': `import { make } from 'remote'; import type { Invoice } from './invoice'; export { make, type Invoice };`,
  'own.ts': `export * from './invoice'; export * from './own';`,
  'old.js': `Object.assign(exports, { Invoice: class {} });`,
};
const modules = new Map(Object.entries(FILES).map(([file, text]) => [file, linksOf(extract(file, text))]));
const resolveImport = (_: string, from: string): object => (from.startsWith('./') ? { file: `${from.slice(2)}.ts` } : { package: from });

it.each([
  ['an interface', ['Invoice'], 'invoice.ts', true],
  ['a type', ['Invoice', 'Cents'], 'invoice.ts', true],
  ['an interface that is the default', ['default'], 'invoice.ts', true],
  ['a constant', ['Invoice', 'vat'], 'invoice.ts', false],
  ['a class', ['Tax'], 'invoice.ts', false],
  ['an enum', ['Kind'], 'invoice.ts', false],
  ['everything', ['*'], 'invoice.ts', false],
  ['nothing, for the effect', [], 'invoice.ts', false],
  ['a type that is passed on', ['Invoice'], 'own.ts', true],
  ['a type under another name', ['Money'], 'index.ts', true],
  ['what a package gives, beside a type', ['make', 'Invoice'], 'client.ts', true],
  ['what a package may pass on', ['Invoice'], 'index.ts', false],
  ['what JavaScript may give', ['Invoice'], 'old.js', false],
  ['a file that was not read', ['Invoice'], 'new.ts', false],
])('%s', (_, names, file, expected) => {
  expect(typeTaker({ modules, resolveImport })(names, file)).toBe(expected);
});
