import { describe, expect, it } from 'vitest';

import { storeUrl } from '../../../../src/analysis/link/stores/url.js';
import { concat, hole, literal, shown, type Text } from '../../../../src/analysis/link/values/text.js';

function told(text: Text): string {
  const { scheme, user, hosts, database, schema, isService } = storeUrl(text);
  const at = hosts.map(({ host, port }) => `${shown(host)}${port ? `:${shown(port)}` : ''}`).join(',');
  return [
    scheme ?? '-',
    user && `user ${shown(user)}`,
    at,
    database && `db ${shown(database)}`,
    schema && `schema ${shown(schema)}`,
    isService && 'srv',
  ]
    .filter(Boolean)
    .join(' | ');
}

describe('connection strings', () => {
  it.each([
    ['postgres://app:pw@db:5432/shop', 'postgres | user app | db:5432 | db shop'],
    ['postgresql://db/shop?schema=sales', 'postgresql | db | db shop | schema sales'],
    ['postgres://db/shop?options=-c%20search_path%3Dsales', 'postgres | db | db shop | schema sales'],
    ['jdbc:postgresql://db/shop?currentSchema=sales', 'postgresql | db | db shop | schema sales'],
    ['mysql:host=db;port=3306;dbname=shop;charset=utf8', 'mysql | db:3306 | db shop'],
    ['pgsql:host=db;dbname=shop', 'postgres | db | db shop'],
    ['mongodb://a:1,b:2/shop?replicaSet=x', 'mongodb | a:1,b:2 | db shop'],
    ['mongodb+srv://u:p@cluster.mongodb.net/shop', 'mongodb+srv | user u | cluster.mongodb.net | db shop | srv'],
    ['mongodb://db:27017', 'mongodb | db:27017'],
    ['mongodb://db:27017/', 'mongodb | db:27017'],
    ['redis://:secret@cache:6379/2', 'redis | cache:6379 | db 2'],
    ['sqlserver://db:1433;database=shop;encrypt=true', 'sqlserver | db:1433 | db shop'],
    ['Server=tcp:db,1433;Database=shop;User=sa', 'mssql | db:1433 | db shop'],
    ['Data Source=db;Initial Catalog=shop', 'mssql | db | db shop'],
    ['db:5432/shop', '- | db:5432 | db shop'],
    ['', '-'],
  ])('%s', (text, expected) => {
    expect(told(literal(text))).toBe(expected);
  });

  it('may have holes anywhere', () => {
    const [user, host, name] = ['{USER}', '{HOST}', '{NAME}'].map((text) => hole({ text }));
    const text = concat([
      literal('postgres://'),
      user ?? literal(''),
      literal('@'),
      host ?? literal(''),
      literal('/'),
      name ?? literal(''),
    ]);
    expect(told(text)).toBe('postgres | user {USER} | {HOST} | db {NAME}');
    expect(told(concat([hole({ text: '{URL}' }), literal('/shop')]))).toBe('- | {URL} | db shop');
    expect(told(concat([hole({ text: '{S}' }), literal('://db/shop')]))).toBe('- | db | db shop');
  });
});
