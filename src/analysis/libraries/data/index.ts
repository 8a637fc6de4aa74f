import type { Library } from '../define-library.js';
import { knex } from './knex.js';
import { mikroOrm } from './mikro-orm.js';
import { mongo } from './mongo.js';
import { prisma } from './prisma.js';
import { redis } from './redis.js';
import { search } from './search.js';
import { sequelize } from './sequelize.js';
import { sql } from './sql.js';
import { typeorm } from './typeorm.js';

export const dataLibraries: readonly Library[] = [mongo, typeorm, sequelize, knex, mikroOrm, prisma, redis, search, sql];
