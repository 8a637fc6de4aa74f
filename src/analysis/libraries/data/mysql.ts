import { defineLibrary } from '../define-library.js';
import { onEach } from '../rows.js';
import { builder } from './connection.js';
import { connect, query } from './sql.js';

const PACKAGES = ['mysql', 'mysql2', 'mysql2/promise', 'mariadb', 'mariadb/callback', 'promise-mysql'];
const CLIENTS = PACKAGES.flatMap((pkg) => ['createConnection()', 'createPool()', 'createPoolCluster()'].map((made) => `${pkg}.${made}`));

export const mysql = defineLibrary({
  package: 'mysql2',
  types: Object.fromEntries(
    PACKAGES.flatMap((pkg) => [
      [`${pkg}.Pool`, `${pkg}.createPool()`],
      [`${pkg}.Connection`, `${pkg}.createConnection()`],
      [`${pkg}.PoolConnection`, `${pkg}.createPool()`],
    ]),
  ),
  calls: {
    [`{${PACKAGES.join()}}.{createConnection,createPool}`]: connect('mysql'),
    ...onEach(CLIENTS, '{query,execute,batch,prepare,queryStream}', query('mysql')),
  },
  // A connection of the pool, and the same with promises, are as good as the pool.
  values: onEach(CLIENTS, '{promise,getConnection,of}', builder),
  callbacks: onEach(CLIENTS, 'getConnection', { args: 'all' as const, when: 'immediate' as const, gives: 'receiver' as const, givesAt: 1 }),
});
