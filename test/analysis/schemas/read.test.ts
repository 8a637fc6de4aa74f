import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { readSchemas } from '../../../src/analysis/schemas/read.js';

it('tells a broken schema once, with its copies', () => {
  const root = mkdtempSync(join(tmpdir(), 'msa-schemas-'));
  try {
    const names = ['a.proto', 'b.proto', 'c.proto'];
    for (const name of names) writeFileSync(join(root, name), 'syntax = "proto3";\nmessage {');
    const { problems } = readSchemas(
      root,
      names.map((file) => ({ kind: 'proto', file })),
    );
    expect(problems).toHaveLength(1);
    expect(problems[0]?.at).toMatchObject({ file: 'a.proto', line: 2 });
    expect(problems[0]?.message).toContain('the same in b.proto and c.proto');
  } finally {
    rmSync(root, { recursive: true });
  }
});
