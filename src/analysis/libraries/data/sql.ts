import type { ExternalCall } from '../../../model/program.js';
import type { Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { isText, option } from '../select.js';

/** A connection from a URL or from parts; without arguments libpq's own variables decide. */
const open =
  (engine: string) =>
  (call: ExternalCall): Signal => {
    const [config] = call.args;
    if (isText(config)) return { kind: 'open', engine, url: config, call };
    const parts: Partial<Record<'url' | 'host' | 'port' | 'database', Residual>> = {};
    for (const [name, keys] of [
      ['url', ['connectionString', 'uri', 'url']],
      ['host', ['host', 'server']],
      ['port', ['port']],
      ['database', ['database', 'db']],
    ] as const) {
      const found = keys.map((key) => option(config, key)).find((r) => r !== undefined);
      if (found) parts[name] = found;
    }
    return { kind: 'open', engine, ...parts, call };
  };

const query =
  (engine: string) =>
  (call: ExternalCall): Signal => {
    const [text] = call.args;
    const sql = option(text, 'text') ?? option(text, 'sql') ?? text;
    return {
      kind: 'access',
      engine,
      access: 'read',
      ...(sql && { sql }),
      ...(call.callee.k === 'prop' && { store: call.callee.of }),
      call,
    };
  };

const PG = ['pg.Pool()', 'pg.Client()', 'pg.Pool().connect()', 'pg-pool()', 'pg-promise()()', 'slonik.createPool()'];
const MYSQL = ['mysql', 'mysql2', 'mysql2/promise'].flatMap((p) =>
  ['createConnection()', 'createPool()', 'createPool().promise()', 'createConnection().promise()', 'createPool().getConnection()'].map(
    (c) => `${p}.${c}`,
  ),
);

const rows = (paths: readonly string[], suffix: string, engine: string): Record<string, (call: ExternalCall) => Signal> =>
  Object.fromEntries(paths.map((p) => [`${p}.${suffix}`, query(engine)]));

export const sql = defineLibrary({
  package: 'pg',
  types: {
    'pg.PoolClient': 'pg.Pool().connect()',
    'mysql2/promise.Pool': 'mysql2/promise.createPool()',
    'mysql2/promise.Connection': 'mysql2/promise.createConnection()',
  },
  calls: {
    'pg.{Pool,Client}': open('postgres'),
    'pg-pool': open('postgres'),
    'pg-promise()': open('postgres'),
    postgres: open('postgres'),
    'postgres()': query('postgres'),
    'slonik.createPool': open('postgres'),
    '{mysql,mysql2,mysql2/promise}.{createConnection,createPool}': open('mysql'),
    'mssql.{connect,ConnectionPool}': open('mssql'),
    '{better-sqlite3,sqlite3.Database}': (call) => ({ kind: 'open', engine: 'sqlite', ...(call.args[0] && { url: call.args[0] }), call }),
    ...rows(PG, '{query,any,one,none,many,oneOrNone,manyOrNone,result}', 'postgres'),
    ...rows(MYSQL, '{query,execute}', 'mysql'),
    'better-sqlite3().{prepare,exec}': query('sqlite'),
    'sqlite3.Database().{run,get,all,each,exec}': query('sqlite'),
  },
  callbacks: {
    'pg.Pool().connect': { args: [0], when: 'immediate', params: [undefined, 'pg.Pool().connect()'] },
    ...Object.fromEntries(
      ['mysql', 'mysql2'].map((p) => [
        `${p}.createPool().getConnection`,
        { args: [0], when: 'immediate' as const, params: [undefined, `${p}.createPool().getConnection()`] },
      ]),
    ),
  },
});
