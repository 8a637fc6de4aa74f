import type { Library } from '../define-library.js';
import { mongo } from './mongo.js';
import { orm } from './orm.js';
import { prisma } from './prisma.js';
import { redis } from './redis.js';
import { search } from './search.js';
import { sql } from './sql.js';

export const dataLibraries: readonly Library[] = [mongo, orm, prisma, redis, search, sql];
