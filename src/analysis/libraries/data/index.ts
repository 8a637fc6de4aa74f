import type { Library } from '../define-library.js';
import { authAdapters } from './auth-adapters.js';
import { caches } from './caches.js';
import { cassandra } from './cassandra.js';
import { clickhouse } from './clickhouse.js';
import { cosmos } from './cosmos.js';
import { couchdb } from './couchdb.js';
import { drizzle } from './drizzle.js';
import { dynamodb } from './dynamodb.js';
import { firestore } from './firestore.js';
import { knex } from './knex.js';
import { kysely } from './kysely.js';
import { mikroOrm } from './mikro-orm.js';
import { mongo } from './mongo.js';
import { mssql } from './mssql.js';
import { mysql } from './mysql.js';
import { neo4j } from './neo4j.js';
import { objectStores } from './object-stores.js';
import { postgres } from './postgres.js';
import { prisma } from './prisma.js';
import { redis } from './redis.js';
import { search } from './search.js';
import { sequelize } from './sequelize.js';
import { sqlite } from './sqlite.js';
import { supabase } from './supabase.js';
import { typeorm } from './typeorm.js';

export const dataLibraries: readonly Library[] = [
  couchdb,
  mongo,
  typeorm,
  sequelize,
  drizzle,
  knex,
  mikroOrm,
  kysely,
  prisma,
  postgres,
  mysql,
  mssql,
  sqlite,
  cosmos,
  dynamodb,
  redis,
  search,
  neo4j,
  caches,
  authAdapters,
  cassandra,
  clickhouse,
  supabase,
  firestore,
  objectStores,
];
