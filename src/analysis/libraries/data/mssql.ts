import type { ExternalCall } from '../../../model/program.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { onEach } from '../rows.js';
import { options } from '../select.js';
import { builder, opened } from './connection.js';
import { connect, query } from './sql.js';

/** `new Connection({ server, options: { database, port } })` */
function tedious(call: ExternalCall): Signal {
  const [config] = call.args;
  const [database, port] = [options(config, 'options', 'database'), options(config, 'options', 'port')];
  return { ...opened('mssql', config, call), ...(database && { database }), ...(port && { port }) };
}

const PACKAGES = ['mssql', 'mssql/msnodesqlv8'];
const POOLS = PACKAGES.flatMap((pkg) => [`${pkg}.connect()`, `${pkg}.ConnectionPool()`]);
/** The package itself stands for the one global pool. */
const REQUESTS = [
  ...POOLS.map((pool) => `${pool}.request()`),
  ...PACKAGES.flatMap((pkg) => [`${pkg}.Request()`, `${pkg}.Transaction().request()`]),
];

export const mssql = defineLibrary({
  package: 'mssql',
  types: { 'mssql.Request': 'mssql.ConnectionPool().request()' },
  calls: {
    [`{${PACKAGES.join()}}.{connect,ConnectionPool}`]: connect('mssql'),
    'tedious.Connection': tedious,
    ...onEach([...POOLS, ...REQUESTS, ...PACKAGES], '{query,batch}', query('mssql')),
    ...onEach(REQUESTS, 'execute', query('mssql')),
    'tedious.Connection().{execSql,execSqlBatch}': query('mssql'),
  },
  values: { ...onEach(POOLS, 'connect', builder), ...onEach(REQUESTS, '{input,output}', builder) },
});
