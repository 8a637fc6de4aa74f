import { describe, expect, it } from 'vitest';

import { basisOf, type Linked } from '../../../src/analysis/imports/basis.js';

const IMPORTER: Linked = { imports: [{ from: './b.js', line: 1, column: 1, names: ['tax'] }], importsName: '1', exports: [], stars: [] };
const GIVER: Linked = { imports: [], importsName: '0', exports: [['price']], stars: [] };

function basis(giver: Partial<Linked> = {}, importer: Partial<Linked> = {}, layout = 'here'): string {
  const modules = new Map([
    ['a.ts', { ...IMPORTER, ...importer }],
    ['b.ts', { ...GIVER, ...giver }],
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
    ['all that another file gives', basis({ stars: ['./c.js'] })],
    ['another import', basis({}, { importsName: '2' })],
    ['another place that imports lead to', basis({}, {}, 'there')],
  ])('is %s', (_, changed) => {
    expect(changed).not.toBe(basis());
  });

  it('is a value under a name that another file passes on under its own', () => {
    const passesOn = { exports: [['tax', './b.js', 'rebate']] } as const;
    expect(basis({ exports: [['rebate']] }, passesOn)).not.toBe(basis({}, passesOn));
  });
});
