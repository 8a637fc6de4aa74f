import { describe, expect, it } from 'vitest';

import {
  databaseEngine,
  defaultDatabase,
  defaultPort,
  engineName,
  engineOfPort,
  isKeyValue,
} from '../../../../src/analysis/link/stores/engines.js';

describe('engines', () => {
  it.each([
    ['PostgreSQL', 'postgres'],
    ['jdbc:postgresql', 'postgres'],
    ['mysql2', 'mysql'],
    ['mariadb', 'mysql'],
    ['mongodb+srv', 'mongodb'],
    ['rediss', 'redis'],
    ['better-sqlite3', 'sqlite'],
    ['amqps', 'rabbitmq'],
    ['dynamodb', 'dynamodb'],
    ['unknown', undefined],
    ['prisma', undefined],
    ['https', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s is %s', (text, expected) => {
    expect(engineName(text)).toBe(expected);
  });

  it('have a port and a database of their own', () => {
    expect(defaultPort('postgres')).toBe(5432);
    expect(defaultPort('dynamodb')).toBeUndefined();
    expect(defaultDatabase('postgres')).toBe('user');
    expect(defaultDatabase('mongodb')).toEqual({ name: 'test' });
    expect(defaultDatabase('mysql')).toBeUndefined();
  });

  it.each([
    [5432, 'postgres'],
    [27017, 'mongodb'],
    [5672, undefined],
    [9200, undefined],
    [80, undefined],
  ])('the port %i is that of %s', (port, expected) => {
    expect(engineOfPort(port)).toBe(expected);
  });

  it.each([
    ['postgresql', 'postgres'],
    ['rabbitmq', undefined],
    ['kafka', undefined],
    ['sqlite', undefined],
    [undefined, undefined],
  ])('of servers that hold data, %s is %s', (text, expected) => {
    expect(databaseEngine(text)).toBe(expected);
  });

  it('of keys and values are two', () => {
    expect(['redis', 'memcached', 'postgres'].map(isKeyValue)).toEqual([true, true, false]);
  });
});
