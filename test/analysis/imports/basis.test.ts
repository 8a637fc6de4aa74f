import { describe, expect, it } from 'vitest';

import { basisOf } from '../../../src/analysis/imports/basis.js';
import { linkNames } from '../../../src/analysis/imports/links.js';
import type { ModuleLinks } from '../../../src/model/module-digest.js';

const TAX = { from: './b.js', line: 1, column: 1, names: ['tax'] };
const IMPORTER: ModuleLinks = { imports: [TAX], exports: [], stars: [] };
const GIVER: ModuleLinks = { imports: [], exports: [['price']], stars: [] };

function basis(giver: Partial<ModuleLinks> = {}, importer: Partial<ModuleLinks> = {}, layout = 'here'): string {
  const modules = new Map([
    ['a.ts', linkNames({ ...IMPORTER, ...importer })],
    ['b.ts', linkNames({ ...GIVER, ...giver })],
  ]);
  return basisOf({ modules, units: [], layout });
}

describe('what imports that leave their service follow from', () => {
  it('is not a value under a name that nobody takes', () => {
    expect(basis({ exports: [['price'], ['rebate']] })).toBe(basis());
  });

  it.each([
    ['a value under a name that somebody takes', basis({ exports: [['price'], ['tax']] })],
    ['a value that is all that the file gives', basis({ exports: [['='], ['price']] })],
    ['what another file gives', basis({ exports: [['price'], ['tax', './c.js', 'tax']] })],
    ['a type that stands for one of another file', basis({ types: [['Client', './c.js', 'Router']] })],
    ['all that another file gives', basis({ stars: ['./c.js'] })],
    ['another import', basis({}, { imports: [{ ...TAX, from: './c.js' }] })],
    ['an import in another line', basis({}, { imports: [{ ...TAX, line: 2 }] })],
    ['another place that imports lead to', basis({}, {}, 'there')],
  ])('is %s', (_, changed) => {
    expect(changed).not.toBe(basis());
  });

  it('tells a name of two lines from two names', () => {
    const takesAll = { imports: [{ ...TAX, names: ['a', 'b', 'a\nb', 'a\\nb'] }] };
    const given = [[['a'], ['b']], [['a\nb']], [['a\\nb']]] as const;
    expect(new Set(given.map((exports) => basis({ exports }, takesAll))).size).toBe(3);
  });

  it('is a value under a name that another file passes on under its own', () => {
    const passesOn = { exports: [['tax', './b.js', 'rebate']] } as const;
    expect(basis({ exports: [['rebate']] }, passesOn)).not.toBe(basis({}, passesOn));
  });
});
