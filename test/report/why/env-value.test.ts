import { expect, it } from 'vitest';

import { envValue } from '../../../src/report/why/env-value.js';

it.each([
  ['http://billing:3000', 'http://billing:3000'],
  ['postgres://app:s3cret@db:5432/shop?sslmode=require', 'postgres://…@db:5432/shop'],
  ['amqp://guest:gu@est@mq', 'amqp://…@mq'],
  ['billing:3000', 'billing:3000'],
  ['billing', 'billing'],
  ['{"url":"http://billing","key":"abc"}', undefined],
  ['Qm9yaW5n+/=', undefined],
  ['', undefined],
  [undefined, undefined],
])('of %s %s is shown', (value, shown) => {
  expect(envValue(value === undefined ? {} : { value })).toBe(shown);
});

it('of a secret nothing is shown', () => {
  expect(envValue({ value: 'http://billing', secret: 'secret:app/URL' })).toBeUndefined();
});
