import { describe, expect, it } from 'vitest';

import { engineInstalled, engineOf, isEmbedded } from '../../../../src/analysis/link/stores/engine.js';
import { anyOf, env, lit, unknown } from '../../../../src/model/residual.js';
import { placeWith } from '../../../support/link.js';

describe('the engine of a connection', () => {
  it.each([
    ['as the library says', 'pg', 'postgres'],
    ['as a literal', lit('mysql2'), 'mysql'],
    ['as the environment says', env('TYPE'), 'mysql'],
    ['of a server beside a file', anyOf([lit('sqlite'), lit('postgres')]), 'postgres'],
    ['of a file alone', lit('better-sqlite3'), 'sqlite'],
    ['under two names', anyOf([lit('postgres'), lit('postgresql')]), 'postgres'],
    ['where two servers may be meant', anyOf([lit('mysql'), lit('postgres')]), undefined],
    ['where nothing is known', unknown('type'), undefined],
  ])('%s', (_, engine, expected) => {
    expect(engineOf({ engine }, placeWith({ TYPE: 'mysql' }))).toBe(expected);
  });

  it('is that of the only driver that is installed', () => {
    const installed = (...names: string[]) => engineInstalled({ dependencies: Object.fromEntries(names.map((name) => [name, '*'])) });
    expect([installed('sequelize', 'pg'), installed('mysql2', 'mysql'), installed('pg', 'mysql2'), installed('sequelize')]).toEqual([
      'postgres',
      'mysql',
      'database',
      'database',
    ]);
  });

  it('is embedded or a server', () => {
    expect(['sqlite', 'duckdb', 'postgres'].map(isEmbedded)).toEqual([true, true, false]);
  });
});
