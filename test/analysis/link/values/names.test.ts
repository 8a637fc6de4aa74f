import { describe, expect, it } from 'vitest';

import { essence, unitOfEssence, unitOfVariable, wordsOf } from '../../../../src/analysis/link/values/names.js';
import { unitAt } from '../../../support/program.js';

const units = [
  ...['services/orders', 'order-history', 'categories', 'api-gateway'].map((path) => ({ ...unitAt(path), name: path, aliases: [] })),
  { ...unitAt('pay'), name: 'pay', aliases: ['payment-svc'] },
];

describe('names', () => {
  it.each([
    ['ordersServiceURL', ['order', 'service', 'url']],
    ['ORDER_SERVICE_BASE_URL', ['order', 'service', 'base', 'url']],
    ['URLORDERS', ['url', 'order']],
    ['orderurl', ['order', 'url']],
    ['curl', ['curl']],
    ['categories', ['category']],
    ['address', ['address']],
    ['status', ['status']],
    ['redis', ['redis']],
    ['', []],
  ])('%s has words', (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });

  it.each([
    ['orders-service', 'order'],
    ['services/orders', 'order'],
    ['@shop/order-api', 'order'],
    ['order-history-ms', 'order-history'],
    ['service', ''],
  ])('the essence of %s is %s', (name, expected) => {
    expect(essence(name)).toBe(expected);
  });

  it.each([
    ['ORDERS_SERVICE_URL', 'services/orders'],
    ['ordersUrl', 'services/orders'],
    ['NEXT_PUBLIC_CATEGORY_API_HOST', 'categories'],
    ['ORDER_HISTORY_GRPC_ADDR', 'order-history'],
    ['PAYMENT_URL', 'pay'],
    ['GATEWAY_URL', 'api-gateway'],
    ['HISTORY_URL', undefined],
    ['SERVICE_URL', undefined],
    ['STRIPE_URL', undefined],
  ])('%s speaks of %s', (variable, expected) => {
    expect(unitOfVariable(variable, units)?.name).toBe(expected);
  });

  it('leave out what the names of all units begin with, that of the system', () => {
    const shop = ['shop-gateway', 'shop-orders-application', 'shop-stock'].map((path) => ({ ...unitAt(path), name: path, aliases: [] }));
    expect(unitOfVariable('ORDERS_APPLICATION_HTTP_URL', shop)?.name).toBe('shop-orders-application');
    expect(unitOfVariable('STOCK_URL', shop.slice(1))).toBeUndefined();
  });

  it('speak of nobody where two are meant', () => {
    const two = ['a/orders', 'orders-api'].map((path) => ({ ...unitAt(path), name: path, aliases: [] }));
    expect(unitOfVariable('ORDERS_URL', two)).toBeUndefined();
    expect(unitOfEssence('order', two.slice(0, 1))?.name).toBe('a/orders');
  });

  it('are the name before the name of a package, which may be copied', () => {
    const copied = ['orders', 'users'].map((path) => ({ ...unitAt(path), name: path, aliases: ['orders-service'] }));
    expect(unitOfEssence('order', copied)?.name).toBe('orders');
  });
});
