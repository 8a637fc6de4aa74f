import { describe, expect, it } from 'vitest';

import { sharedFolders } from '../../../src/analysis/discover/shared-folders.js';

const FILES = [
  'src/main.ts',
  'src/lib/db/source.ts',
  'shared/a.ts',
  'src/api/lib/own.ts',
  'services/orders/lib/x.ts',
  'services/bills/main.ts',
];
const INNER = ['services/orders', 'services/bills'];

describe('sharedFolders', () => {
  it.each([
    ['beside services that lie in it', '.', INNER, ['shared', 'src/lib']],
    ['in a unit that holds a tool of its own', '.', INNER.slice(1), []],
    ['in a unit that holds nothing', 'services/orders', [], []],
  ])('%s', (_, path, inner, expected) => {
    expect(sharedFolders({ files: FILES }, path, inner)).toEqual(expected);
  });
});
