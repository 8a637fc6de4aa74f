import { expect, it } from 'vitest';

import { blobName } from '../../src/shared/blob-name.js';

it('names a content as git does', () => {
  expect(blobName(Buffer.from('hello\n'))).toBe('ce013625030ba8dba906f756967f9e9ca394464a'); // echo hello | git hash-object --stdin
  expect(blobName(Buffer.from(''))).toBe('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391');
});
