import { describe, expect, it } from 'vitest';

import { storesOf, systemOf, type UnitSpec } from '../../../support/link.js';
import { mergeProfiles } from '../../../../src/analysis/link/stores/profiles.js';

const uses = (url: string): string =>
  `import { Pool } from 'pg'; const pool = new Pool({ connectionString: '${url}' }); await pool.query('SELECT * FROM t');`;
const at = (url: string, ...profiles: readonly string[]): UnitSpec => ({ code: uses(url), profiles });

describe('a database in several profiles', () => {
  it('is one, where one profile has all who use it', () => {
    expect(storesOf({ units: { a: at('postgres://db/x', 'dev', 'prod'), b: at('postgres://db/x', 'prod') } })).toEqual([
      'postgres://db:5432/x primary: a, b',
    ]);
  });

  it('is two, where nobody meets', () => {
    expect(storesOf({ units: { a: at('postgres://db/x', 'dev'), b: at('postgres://db/x', 'prod') } })).toEqual([
      'postgres://db:5432/x primary: a',
      'postgres://db:5432/x @prod primary: b',
    ]);
  });

  it('is one, where its name is known to the whole world', () => {
    expect(storesOf({ units: { a: at('postgres://x.rds.aws/x', 'dev'), b: at('postgres://x.rds.aws/x', 'prod') } })).toEqual([
      'postgres://x.rds.aws:5432/x primary: a, b',
    ]);
  });

  it('is told with all its profiles, each place once', () => {
    const [store] = systemOf({ units: { a: at('postgres://db/x', 'dev', 'prod') } }).datastores;
    expect(store?.profiles).toEqual(['dev', 'prod']);
    expect(store?.accessors[0]?.tables).toHaveLength(1);
    expect(store?.accessors[0]?.evidence).toHaveLength(1);
  });
});

it('no visits are no datastores', () => {
  expect(mergeProfiles([])).toEqual([]);
});
