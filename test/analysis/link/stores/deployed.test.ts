import { describe, expect, it } from 'vitest';

import { deployedOpens } from '../../../../src/analysis/link/stores/deployed.js';
import { show } from '../../../../src/model/residual.js';
import { contextFor, placeWith, type Env } from '../../../support/link.js';
import { at } from '../../../support/system.js';

const context = contextFor({ units: {}, infrastructure: { db: 'postgres', mq: 'rabbitmq', cache: 'redis' } });

function opens(env: Env): string[] {
  return deployedOpens(placeWith(env), context).map(({ engine, url, host, port, database }) =>
    [
      typeof engine === 'string' ? engine : show(engine),
      ...[url, host, port, database].flatMap((one) => (one ? show(one).replace('process.env.', '') : [])),
    ].join(' '),
  );
}

describe('a service in another language is given', () => {
  it.each<readonly [string, Env, readonly string[]]>([
    ['a URL', { DATABASE_URL: 'postgres://db/shop' }, ['postgres DATABASE_URL']],
    ['a URL of Java', { SPRING_DATASOURCE_URL: 'jdbc:mysql://db/shop' }, ['mysql SPRING_DATASOURCE_URL']],
    ['a URL, and the database beside it', { MONGO_URI: 'mongodb://db', MONGO_DATABASE: 'shop' }, ['mongodb MONGO_URI MONGO_DATABASE']],
    ['a URL that names its database itself', { MONGO_URI: 'mongodb://db/shop', MONGO_DATABASE: 'other' }, ['mongodb MONGO_URI']],
    ['host and name of a container', { DB_HOST: 'db', DB_PORT: '5432', DB_NAME: 'shop' }, ['postgres DB_HOST DB_PORT DB_NAME']],
    ['names without a separator', { PGHOST: 'db', PGDATABASE: 'shop' }, ['postgres PGHOST PGDATABASE']],
    ['a host alone', { DB_HOST: 'db' }, ['postgres DB_HOST']],
    ['a server elsewhere that is called after its engine', { DB_HOST: 'mysql.acme.com', DB_NAME: 'shop' }, ['mysql DB_HOST DB_NAME']],
    [
      'a server elsewhere with the port of its engine',
      { DB_HOST: 'x.acme.com', DB_PORT: '5432', DB_NAME: 'shop' },
      ['postgres DB_HOST DB_PORT DB_NAME'],
    ],
    ['a server elsewhere that may be anything', { DB_HOST: 'x.acme.com', DB_PORT: '6543', DB_NAME: 'shop' }, []],
    ['a server of mails', { SMTP_HOST: 'mail.acme.com', SMTP_PORT: '25' }, []],
    ['a broker', { RABBIT_HOST: 'mq', RABBIT_URL: 'amqp://mq' }, []],
    ['an address of another service', { ORDERS_URL: 'http://orders:3000' }, []],
    ['nothing but a blank', { DB_HOST: '', DB_NAME: 'shop' }, []],
    ['what stands in a sample', { DATABASE_URL: ['postgres://db/shop', 'dotenv-example'] }, []],
  ])('%s', (_, env, expected) => {
    expect(opens(env)).toEqual(expected);
  });
});

describe('what the image and the code itself say', () => {
  const env: Env = { DB_HOST: ['db', 'dockerfile'], CACHE_HOST: ['cache', 'code'] };

  it('counts where the code reads it', () => {
    const read = { unit: placeWith(env).unit.name, what: { variable: 'DB_HOST' }, isGrpc: false, at: at('main.py') };
    expect(deployedOpens(placeWith(env), context)).toEqual([]);
    const opened = deployedOpens(placeWith(env), { ...context, foreignReads: [read] });
    expect(opened.map(({ engine, host }) => [engine, host && show(host)])).toEqual([['postgres', 'process.env.DB_HOST']]);
  });
});
