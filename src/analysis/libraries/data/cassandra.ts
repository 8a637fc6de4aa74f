import type { ExternalCall } from '../../../model/program.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { access, onEach } from '../rows.js';
import { listOf, option, receiver, textArg } from '../select.js';
import { query } from './sql.js';

const CLIENT = 'cassandra-driver.Client()';

/** The first of the hosts stands for its cluster; a keyspace is a database. */
function open(call: ExternalCall): Signal {
  const [config] = call.args;
  const [host] = listOf(option(config, 'contactPoints'));
  const database = option(config, 'keyspace');
  return { kind: 'open', engine: 'cassandra', ...(host && { host }), ...(database && { database }), call };
}

/** `batch([{ query, params }, 'UPDATE …'])` */
function* batch(call: ExternalCall): Generator<Signal> {
  const store = receiver(call);
  for (const one of listOf(call.args[0])) {
    const sql = option(one, 'query') ?? one;
    yield { kind: 'access', engine: 'cassandra', access: 'write', sql, ...(store && { store }), call };
  }
}

export const cassandra = defineLibrary({
  package: 'cassandra-driver',
  types: { 'cassandra-driver.Client': CLIENT },
  calls: {
    'cassandra-driver.Client': open,
    ...onEach([CLIENT], '{execute,stream}', query('cassandra')),
    ...onEach([CLIENT], 'eachRow', access('cassandra', 'read', { sql: textArg(0), store: receiver })),
    ...onEach([CLIENT], 'batch', batch),
  },
});
