import { describe, expect, it } from 'vitest';

import { identityOf, type Opened } from '../../../../src/analysis/link/stores/identity.js';
import type { EnvEntry } from '../../../../src/model/deployment.js';
import { env, lit, template, unknown } from '../../../../src/model/residual.js';
import { contextFor, placeWith, type Env } from '../../../support/link.js';
import { unitAt } from '../../../support/program.js';
import { at } from '../../../support/system.js';

const { directory } = contextFor({
  units: { app: {} },
  infrastructure: { db: 'postgres', mongo: 'mongodb', cache: 'redis' },
  published: { db: '5555:5432' },
});
const machine = { profile: 'code', onMachine: true };

function identity(parts: Partial<Opened>, variables: Env = {}, where: Parameters<typeof placeWith>[1] = {}): string {
  const open: Opened = { engine: 'postgres', call: { at: at('a.ts'), path: 'pg.Pool' }, ...parts };
  const { id, proven } = identityOf(open, placeWith(variables, where), { directory });
  return `${id}${proven ? '' : ' ?'}`;
}

const url = (text: string): Partial<Opened> => ({ url: lit(text) });
const local = (source: EnvEntry['source']): Env => ({ DB: ['postgres://localhost:5432/shop', source] });

describe('the identity of a database', () => {
  it.each<readonly [string, string]>([
    ['by its URL', identity(url('postgres://u:p@db:5432/shop'))],
    ['by the port that the engine has', identity(url('postgres://db/shop'))],
    ['by the container behind another spelling', identity(url('postgres://DB/shop'))],
    ['by its parts', identity({ host: lit('db'), port: lit(5432), database: lit('shop') })],
    ['by parts of the environment', identity({ host: env('H'), database: env('D') }, { H: 'db', D: 'shop' })],
    ['by a port that nobody sets', identity({ host: lit('db'), port: env('DB_PORT'), database: lit('shop') })],
    ['by the port that a container publishes on the machine', identity(url('postgres://localhost:5555/shop'), {}, machine)],
    ['by the user, where no database is named', identity(url('postgres://shop:p@db'))],
  ])('%s', (_, id) => {
    expect(id).toBe('postgres://db:5432/shop');
  });

  it('of DynamoDB is the account where functions of stacks run in one; elsewhere nobody knows which', () => {
    const functions = { profile: 'functions' };
    const local = url('http://localhost:8000');
    expect(identity({ engine: 'dynamodb' }, {}, functions)).toBe('dynamodb://account');
    expect(identity({ engine: 'dynamodb', ...local }, {}, functions)).toBe('dynamodb://account');
    expect(identity({ engine: 'dynamodb', ...url('http://dynamo:8000') }, {}, functions)).toBe('dynamodb://dynamo:8000');
    expect(identity({ engine: 'dynamodb' })).toBe('dynamodb://? (app) ?');
  });

  it.each<readonly [string, string, string]>([
    ['of another schema', identity({ ...url('postgres://db/shop'), schema: lit('sales') }), 'postgres://db:5432/shop?schema=sales'],
    ['of another server', identity(url('postgres://other/shop')), 'postgres://other:5432/shop'],
    ['of a server of the cloud', identity(url('postgres://x.rds.aws/shop')), 'postgres://x.rds.aws:5432/shop'],
    ['of a name in the cluster', identity(url('postgres://pg.data.svc.cluster.local/shop')), 'postgres://pg.data:5432/shop'],
    ['of a replica set', identity({ engine: 'mongodb', url: lit('mongodb://b:2,a:1/shop') }), 'mongodb://a:1,b:2/shop'],
    ['of a service record', identity({ engine: 'mongodb', url: lit('mongodb+srv://x.mongodb.net/shop') }), 'mongodb://x.mongodb.net/shop'],
    ['with the engine’s own database', identity({ engine: 'mongodb', url: lit('mongodb://mongo') }), 'mongodb://mongo:27017/test'],
    ['without databases', identity({ engine: 'elasticsearch', url: lit('http://search:9200') }), 'elasticsearch://search:9200'],
    [
      'by the scheme, where the library does not tell',
      identity({ engine: 'unknown', url: lit('mysql://db/shop') }),
      'mysql://db:3306/shop',
    ],
    ['of SQLite behind a server', identity({ engine: 'sqlite', url: lit('http://libsql:8080') }), 'sqlite://libsql:8080'],
    ['of SQLite at a host', identity({ engine: 'sqlite', url: lit('libsql://shop.acme.io?authToken=x') }), 'sqlite://shop.acme.io'],
    ['that is a file', identity({ engine: 'sqlite', database: lit('./data/shop.db') }), 'sqlite://app/data/shop.db'],
    ['that is a secret', identity({ url: env('DB') }, { DB: 'secret:shop/url' }), 'postgres://{secret:shop/url}'],
    [
      'with a secret host',
      identity({ host: env('H'), database: lit('shop') }, { H: 'secret:shop/host' }),
      'postgres://{secret:shop/host}:5432/shop',
    ],
  ])('%s', (_, id, expected) => {
    expect(id).toBe(expected);
  });

  it.each<readonly [string, string, string]>([
    ['a variable that nobody sets', identity({ url: env('DB') }), 'postgres://{DB}:5432/? (app) ?'],
    ['a host that is not known', identity({ host: unknown('x'), database: lit('shop') }), 'postgres://{?}:5432/shop (app) ?'],
    ['a host that is left blank', identity({ host: env('H'), database: lit('shop') }, { H: '' }), 'postgres://?:5432/shop (app) ?'],
    ['no host at all', identity({ database: lit('shop') }), 'postgres://?/shop (app) ?'],
    [
      'a database that is not known',
      identity({ url: template([lit('postgres://db/'), unknown('tenant')]) }),
      'postgres://db:5432/{?} (app) ?',
    ],
    [
      'a driver that chooses the database late',
      identity({ engine: 'mongodb', url: lit('mongodb://mongo'), call: { at: at('a.ts'), path: 'mongodb.MongoClient' } }),
      'mongodb://mongo:27017/? (app) ?',
    ],
    ['an engine that nobody names', identity({ engine: 'unknown', host: lit('db') }), 'database://db/? (app) ?'],
    ['a file that is not known', identity({ engine: 'sqlite', database: env('FILE') }), 'sqlite://app/{FILE} ?'],
  ])('is that of its service alone for %s', (_, id, expected) => {
    expect(id).toBe(expected);
  });
});

describe('localhost', () => {
  const shared = { ...machine, unit: unitAt('apps/app') };
  it.each<readonly [string, string, string]>([
    ['is one host on the developer’s machine', identity(url('postgres://localhost/shop'), {}, machine), 'postgres://localhost:5432/shop'],
    ['is the own container of a deployed service', identity(url('postgres://localhost/shop')), 'postgres://localhost:5432/shop (app) ?'],
    ['of a deployed service’s .env is doubtful', identity({ url: env('DB') }, local('dotenv')), 'postgres://localhost:5432/shop ?'],
    [
      'of its own sample is nobody’s deployment',
      identity({ url: env('DB') }, { DB: ['postgres://localhost/shop', 'dotenv-example'] }, { ...machine, unit: unitAt('compose:app') }),
      'postgres://localhost:5432/shop (compose:app) ?',
    ],
    [
      'of one sample for all is one database',
      identity({ url: env('DB') }, local('dotenv-example'), shared),
      'postgres://localhost:5432/shop',
    ],
    [
      'of one sample for all says nothing of a deployment',
      identity({ url: env('DB') }, local('dotenv-example'), { unit: unitAt('apps/app') }),
      'postgres://localhost:5432/shop (apps/app) ?',
    ],
    [
      'as docker calls it is the machine',
      identity(url('postgres://host.docker.internal/shop')),
      'postgres://host.docker.internal:5432/shop',
    ],
  ])('%s', (_, id, expected) => {
    expect(id).toBe(expected);
  });
});

it('says where the address stands, and whether another profile may mean another server', () => {
  const open: Opened = { engine: 'postgres', url: env('DB'), call: { at: at('a.ts'), path: 'pg.Pool' } };
  const one = identityOf(open, placeWith({ DB: 'postgres://db/shop' }), { directory });
  expect(one.uses.map(({ name }) => name)).toEqual(['DB']);
  expect(one).toMatchObject({ host: 'db', port: 5432, database: 'shop', isProfileBound: true });
  expect(identityOf({ ...open, url: lit('postgres://x.rds.aws/shop') }, placeWith(), { directory }).isProfileBound).toBe(false);
});
