import { expect, test } from 'vitest';

import { systemOf } from '../../../support/link.js';

const practicesOf = (code: string) => systemOf({ units: { orders: code } }).practised.map(({ practice, at }) => `${practice} ${at.line}`);

test('a library, a name of one’s own and an imported name are signs', () => {
  expect(practicesOf(`import limit from 'express-rate-limit';\nlimit();`)).toEqual(['rate-limit 1']);
  expect(practicesOf(`function requireRole() {}\nrequireRole();`)).toEqual(['authorization 1']);
  expect(practicesOf(`import { startSpan } from './spans.js';\nstartSpan();`)).toEqual(['tracing 1']);
});

test('options of calls ask for dead letters, and for nothing else', () => {
  expect(practicesOf(`import amqp from 'amqplib';\namqp.declare('q', { arguments: { 'x-dead-letter-exchange': 'x' } });`)).toEqual([
    'dead-letters 2',
  ]);
  expect(practicesOf(`import pg from 'pg';\npg.save({ role: 'admin', token: 1 });`)).toEqual([]);
});

test('decorators of class-validator check nothing by themselves', () => {
  expect(practicesOf(`import { ValidateNested } from 'class-validator';\nValidateNested();`)).toEqual(['input-validation 2']);
  expect(practicesOf(`import { IsString } from 'class-validator';\nIsString();`)).toEqual([]);
});

test('credentials of a channel are nobody’s who calls', () => {
  expect(practicesOf(`import { credentials } from '@grpc/grpc-js';\ncredentials.createInsecure();`)).toEqual([]);
});

test('what every program releases, rolls back and rejects undoes no step', () => {
  expect(practicesOf(`import { pool } from './pool.js';\npool.release();\npool.rollback();\npool.reject();`)).toEqual([]);
  expect(practicesOf(`import { pool } from './pool.js';\npool.releaseStock();`)).toEqual(['compensation 2']);
});
