import { defineLibrary } from '../define-library.js';
import { access, open } from '../rows.js';
import { arg, either, receiver } from '../select.js';

const CLIENT = '@clickhouse/client.createClient()';
const text = { sql: arg(0, 'query'), store: receiver };

/** `createClient({ url, database })`; before 1.0 `host` was the URL. */
export const clickhouse = defineLibrary({
  package: '@clickhouse/client',
  types: { '@clickhouse/client.ClickHouseClient': CLIENT },
  calls: {
    '@clickhouse/client.createClient': open('clickhouse', { url: either(arg(0, 'url'), arg(0, 'host')), database: arg(0, 'database') }),
    [`${CLIENT}.query`]: access('clickhouse', 'read', text),
    [`${CLIENT}.{command,exec}`]: access('clickhouse', 'write', text),
    [`${CLIENT}.insert`]: access('clickhouse', 'write', { table: arg(0, 'table'), store: receiver }),
  },
});
