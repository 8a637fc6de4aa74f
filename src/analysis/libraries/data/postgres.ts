import type { ExternalCall } from '../../../model/program.js';
import { env } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { onEach } from '../rows.js';
import { builder, opened } from './connection.js';
import { connect, query, tag } from './sql.js';

/** Without options, the variables of libpq decide. */
function pool(call: ExternalCall): Signal {
  if (call.args.length > 0) return opened('postgres', call.args[0], call);
  return { kind: 'open', engine: 'postgres', host: env('PGHOST'), port: env('PGPORT'), database: env('PGDATABASE'), call };
}

const PG = [
  'pg.Pool()',
  'pg.Client()',
  'pg.native.Pool()',
  'pg.native.Client()',
  'pg-pool()',
  '@neondatabase/serverless.Pool()',
  '@neondatabase/serverless.Client()',
];
const PROMISE = ['pg-promise()()'];
const SLONIK = ['slonik.createPool()'];
const TAGS = ['postgres()', '@neondatabase/serverless.neon()', '@vercel/postgres.sql'];
const inside = { args: 'all' as const, when: 'immediate' as const, gives: 'receiver' as const };

export const postgres = defineLibrary({
  package: 'pg',
  types: {
    'pg.PoolClient': 'pg.Pool()',
    'pg.ClientBase': 'pg.Client()',
    'postgres.Sql': 'postgres()',
    'slonik.DatabasePool': 'slonik.createPool()',
    'pg-promise.IDatabase': 'pg-promise()()',
  },
  calls: {
    '{pg.Pool,pg.Client,pg.native.Pool,pg.native.Client,pg-pool}': pool,
    '@neondatabase/serverless.{Pool,Client,neon}': pool,
    'pg-promise()': connect('postgres'),
    postgres: connect('postgres'),
    'slonik.createPool': connect('postgres'),
    ...onEach(PG, 'query', query('postgres')),
    ...onEach(PROMISE, '{any,none,one,many,oneOrNone,manyOrNone,result,query,multi,each,map,stream}', query('postgres')),
    ...onEach(SLONIK, '{any,anyFirst,one,oneFirst,many,manyFirst,maybeOne,maybeOneFirst,exists,query,stream}', query('postgres')),
    ...Object.fromEntries(TAGS.map((path) => [path, tag('postgres')])),
    ...onEach(TAGS, '{unsafe,query}', query('postgres')),
  },
  // A client of the pool is as good as the pool.
  values: onEach(PG, 'connect', builder),
  callbacks: {
    ...onEach(PG, 'connect', { args: [0], when: 'immediate' as const, gives: 'receiver' as const, givesAt: 1 }),
    ...onEach(PROMISE, '{tx,task,txIf,taskIf}', inside),
    ...onEach(SLONIK, '{connect,transaction}', inside),
    ...onEach(TAGS, '{begin,savepoint}', inside),
  },
});
