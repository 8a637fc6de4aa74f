import { describe, expect, it } from 'vitest';

import { areApart } from '../../../../src/analysis/link/messaging/virtual-hosts.js';
import { env, lit } from '../../../../src/model/residual.js';
import { placeWith } from '../../../support/link.js';

const place = placeWith({ RABBIT: 'amqp://rabbit:5672/orders' });

describe('virtual hosts of a broker', () => {
  it.each([
    ['two names', 'amqp://r/orders', 'amqp://r/bills', true],
    ['one name of two addresses', 'amqp://r/orders', 'amqps://user:pw@other:5671/orders?heartbeat=5', false],
    ['the root and none', 'amqp://r', 'amqp://r/%2F', false],
    ['the root and a name', 'amqp://r', 'amqp://r/orders', true],
    ['an address that is none', 'r', 'amqp://r/orders', false],
  ])('%s', (_, a, b, apart) => {
    expect(areApart({ place, address: lit(a) }, { place, address: lit(b) })).toBe(apart);
  });

  it('are read from the environment; what is not set is no difference', () => {
    expect(areApart({ place, address: env('RABBIT') }, { place, address: lit('amqp://r/bills') })).toBe(true);
    expect(areApart({ place, address: env('NOPE') }, { place, address: lit('amqp://r/bills') })).toBe(false);
    expect(areApart({ place }, { place, address: lit('amqp://r/bills') })).toBe(false);
  });

  it('are one thing, namespaces another: two of them are apart as well', () => {
    expect(areApart({ place, namespace: lit('shop') }, { place, namespace: lit('bank') })).toBe(true);
    expect(areApart({ place, namespace: lit('shop') }, { place, namespace: lit('shop') })).toBe(false);
    expect(areApart({ place, namespace: env('NOPE') }, { place, namespace: lit('bank') })).toBe(false);
    expect(areApart({ place, namespace: lit('shop') }, { place })).toBe(false);
  });
});
