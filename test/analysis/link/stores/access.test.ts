import { describe, expect, it } from 'vitest';

import { connectionsOf } from '../../../../src/analysis/link/stores/access.js';
import { signalsOf } from '../../../../src/analysis/link/input.js';
import { show } from '../../../../src/model/residual.js';
import { linkInput, placeWith } from '../../../support/link.js';

/** `pg.Pool ← 2 + 1 shared`: accesses of its own, and those that may be another's. */
function connections(code: string): string[] {
  const [unit] = linkInput({ units: { app: code } }).units;
  const opens = unit ? signalsOf(unit, 'open') : [];
  const ids = new Map(opens.map((open) => [open, open.call.site]));
  const found = unit ? connectionsOf(opens, signalsOf(unit, 'access'), { place: placeWith(), ids }) : [];
  return found.map(({ open, accesses, shared, isNeeded }) => {
    const database = open.database ? `/${show(open.database)}` : '';
    return `${open.call.path}${database} ← ${accesses.length}${shared.length > 0 ? ` + ${shared.length} shared` : ''}${isNeeded ? '' : ' not needed'}`;
  });
}

const PG = `import { Pool } from 'pg';`;
const TYPEORM = `import { DataSource, Repository } from 'typeorm'; import { InjectRepository } from '@nestjs/typeorm'; import { Injectable } from '@nestjs/common';`;

describe('what goes through a connection', () => {
  it.each([
    ['what is called on it', `${PG} const pool = new Pool({}); await pool.query('SELECT 1');`, ['pg.Pool ← 1']],
    [
      'what is called on the right one',
      `${PG} const a = new Pool({}); const b = new Pool({}); await a.query('SELECT 1'); await a.query('SELECT 2'); await b.query('SELECT 3');`,
      ['pg.Pool ← 2', 'pg.Pool ← 1'],
    ],
    [
      'what a function is given',
      `${PG} const pool = new Pool({}); async function find(db) { await db.query('SELECT 1'); } await find(pool);`,
      ['pg.Pool ← 1'],
    ],
    [
      'what is injected, through what its own library opened',
      `${TYPEORM} ${PG} export const source = new DataSource({ type: 'postgres' }); export const pool = new Pool({});
        @Injectable() export class S { constructor(@InjectRepository(Object) private rows: Repository<object>) {} all() { return this.rows.find(); } }`,
      ['typeorm.DataSource ← 1', 'pg.Pool ← 0 not needed'],
    ],
    [
      'what may go through two',
      `${TYPEORM} export const a = new DataSource({ type: 'postgres' }); export const b = new DataSource({ type: 'postgres' });
        @Injectable() export class S { constructor(@InjectRepository(Object) private rows: Repository<object>) {} all() { return this.rows.find(); } }`,
      ['typeorm.DataSource ← 0 + 1 shared not needed', 'typeorm.DataSource ← 0 + 1 shared not needed'],
    ],
    [
      'what goes through a source that is made out of options that somebody gives',
      `${TYPEORM} export const a = new DataSource({ type: 'postgres', host: 'db' });
        export async function factory(options) { const source = await new DataSource(options).initialize(); return source.query('SELECT 1'); }`,
      ['typeorm.DataSource ← 1'],
    ],
    ['nothing', `${PG} export const pool = new Pool({});`, ['pg.Pool ← 0 not needed']],
    [
      'what goes through one that nobody saw opened',
      `${TYPEORM} @Injectable() export class S { constructor(@InjectRepository(Object) private rows: Repository<object>) {} all() { return this.rows.find(); } }`,
      ['typeorm.Repository().find ← 1'],
    ],
    [
      'nothing of another engine',
      `${PG} import Redis from 'ioredis'; const pool = new Pool({}); const redis = new Redis(); await redis.get('a'); await pool.query('SELECT 1');`,
      ['pg.Pool ← 1', 'ioredis ← 1'],
    ],
    [
      'what is chosen late, by database',
      `import { MongoClient } from 'mongodb'; const client = new MongoClient('mongodb://mongo');
        await client.db('shop').collection('a').findOne({}); await client.db('stock').collection('b').findOne({});`,
      ['mongodb.MongoClient/shop ← 1', 'mongodb.MongoClient/stock ← 1'],
    ],
    [
      'what is chosen late, and the rest',
      `import { MongoClient } from 'mongodb'; const client = new MongoClient('mongodb://mongo/shop');
        await client.db().collection('a').findOne({}); await client.db('stock').collection('b').findOne({});`,
      ['mongodb.MongoClient ← 1', 'mongodb.MongoClient/stock ← 1'],
    ],
  ])('is %s', (_, code, expected) => {
    expect(connections(code)).toEqual(expected);
  });
});
