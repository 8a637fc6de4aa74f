import { external } from '../../../model/residual.js';
import { defineLibrary, type Row } from '../define-library.js';
import { onEach } from '../rows.js';
import { option, text, type Selector } from '../select.js';
import { query } from './sql.js';

/** A copy that follows a server is that server's database: `{ url: 'file:replica.db', syncUrl }`. */
const path: Selector = ({ args: [first] }) => option(first, 'syncUrl') ?? option(first, 'filename') ?? option(first, 'url') ?? first;

/** A file; a database in memory is nothing that lasts. */
const open: Row = (call) => {
  const file = path(call);
  return /^(?:file:|sqlite:)?:memory:|^$/.test(text(file) ?? 'unknown')
    ? undefined
    : { kind: 'open', engine: 'sqlite', ...(file && { url: file }), call };
};

const FILES = [
  'better-sqlite3',
  'sqlite3.Database',
  'node:sqlite.DatabaseSync',
  'sqlite.open',
  '@libsql/client.createClient',
  'bun:sqlite.Database',
];
const DATABASES = FILES.map((path) => `${path}()`);

export const sqlite = defineLibrary({
  package: 'better-sqlite3',
  types: {
    'better-sqlite3.Database': 'better-sqlite3()',
    'sqlite.Database': 'sqlite.open()',
    '@libsql/client.Client': '@libsql/client.createClient()',
  },
  calls: {
    ...Object.fromEntries(FILES.map((path) => [path, open])),
    ...onEach(DATABASES, '{prepare,exec,run,get,all,each,query,execute,batch}', query('sqlite')),
  },
  values: { 'sqlite3.verbose': () => external('sqlite3') },
});
