import { describe, expect, it } from 'vitest';

import { addressOf, hostAndPort, joined, normalPath } from '../../../../src/analysis/link/values/address.js';
import { textsOf } from '../../../../src/analysis/link/values/env.js';
import { literal, shown, type Text } from '../../../../src/analysis/link/values/text.js';
import { env, lit, template, unknown, type Residual } from '../../../../src/model/residual.js';
import { placeWith } from '../../../support/link.js';

const place = placeWith({});
/** `http://${HOST}/a/<id>`: variables and unknown values. */
function text(written: string): Text {
  const parts = written.split(/(\$\{\w+\}|<[^>]*>)/).map((part): Residual => {
    if (part.startsWith('${')) return env(part.slice(2, -1));
    return part.startsWith('<') ? unknown(part.slice(1, -1)) : lit(part);
  });
  return textsOf(template(parts), place)[0] ?? literal('');
}

describe('the address of a request', () => {
  it.each([
    ['http://orders:3000/orders/7?full=1#top', 'orders', 3000, '/orders/7'],
    ['HTTPS://Orders.Shop.SVC/', 'orders.shop.svc', undefined, '/'],
    ['http://user:secret@orders/x', 'orders', undefined, '/x'],
    ['http://[::1]:80/x', '[::1]', 80, '/x'],
    ['//orders/x', 'orders', undefined, '/x'],
    ['grpc://orders:50051', 'orders', 50051, '/'],
    ['dns:///orders:50051', 'orders', 50051, '/'],
    ['orders:3000', 'orders', 3000, '/'],
    ['orders:3000/x', 'orders', 3000, '/x'],
    ['api.acme.com/v1/x', 'api.acme.com', undefined, '/v1/x'],
    ['http://orders/a/<id>/b', 'orders', undefined, '/a/{}/b'],
    ['http://orders/items<query>', 'orders', undefined, '/items'],
    ['http://orders/items?<query>', 'orders', undefined, '/items'],
    ['http://orders:<port>/x', 'orders', undefined, '/x'],
    ['http://orders:3000<path>', 'orders', 3000, '/{}'],
    ['orders:3000<path>', 'orders', 3000, '/{}'],
    ['<scheme>://orders/x', 'orders', undefined, '/x'],
    ['http://localhost:3500/v1.0/invoke/orders/method/a/<id>', 'orders', undefined, '/a/{}'],
    ['${DAPR_HOST}:<port>/v1.0/invoke/Orders/method/x?y', 'orders', undefined, '/x'],
    ['/v1.0/invoke/orders/method', 'orders', undefined, '/'],
  ])('%s', (written, host, port, path) => {
    const address = addressOf(text(written));
    expect({ host: address.host, port: address.port, path: address.path }).toEqual({ host, port, path });
    expect(address.isRelative).toBe(false);
  });

  it.each([
    ['${ORDERS_URL}/orders/<id>', ['ORDERS_URL'], '/orders/{}'],
    ['${ORDERS_URL}', ['ORDERS_URL'], '/'],
    ['http://${ORDERS_HOST}:3000/orders', ['ORDERS_HOST'], '/orders'],
    ['${ORDERS_HOST}:${ORDERS_PORT}/orders', ['ORDERS_HOST'], '/orders'],
    ['orders-${STAGE}:3000/x', ['STAGE'], '/x'],
    ['http://localhost:3500/v1.0/invoke/${ORDERS_APP_ID}/method/x', ['ORDERS_APP_ID'], '/x'],
  ])('%s has a host that is not known', (written, names, path) => {
    const address = addressOf(text(written));
    expect(address.host).toBeUndefined();
    expect(address.hostHoles.map(({ env: name }) => name)).toEqual(names);
    expect(address.path).toBe(path);
  });

  it.each([
    ['/orders/<id>', '/orders/{}'],
    ['orders', '/orders'],
    ['data.json', '/data.json'],
    ['', '/'],
    ['http:///orders', '/orders'],
  ])('%s is relative', (written, path) => {
    const address = addressOf(text(written));
    expect(address.isRelative).toBe(true);
    expect(address.path).toBe(path);
  });

  it('keeps its scheme in lower case, where it is known', () => {
    expect(addressOf(text('HTTPS://a/')).scheme).toBe('https');
    expect(addressOf(text('<s>://a/')).scheme).toBeUndefined();
  });
});

describe('base and path', () => {
  it.each([
    ['http://a/api/', '/x', 'concat', 'http://a/api/x'],
    ['http://a/api', 'x', 'concat', 'http://a/api/x'],
    ['http://a/api', '/x', 'resolve', 'http://a/x'],
    ['http://a/api', 'x', 'resolve', 'http://a/api/x'],
    ['${URL}/api', '/x', 'resolve', '{URL}/x'],
    ['http://a', 'http://b/x', 'concat', 'http://b/x'],
    ['http://a', '//b/x', 'concat', 'http://a/b/x'],
    ['http://a/', '', 'concat', 'http://a/'],
    ['${URL}', '/x/<id>', 'concat', '{URL}/x/{id}'],
  ] as const)('%s and %s by %s are %s', (base, path, how, expected) => {
    expect(shown(joined(text(base), text(path), how))).toBe(expected);
  });
});

describe('parts', () => {
  it.each([
    ['a:80', { host: 'a', port: '80' }],
    ['a', { host: 'a' }],
    ['[::1]:80', { host: '[::1]', port: '80' }],
    [':80', { host: '', port: '80' }],
  ])('%s', (authority, expected) => {
    expect(hostAndPort(authority)).toEqual(expected);
  });

  it.each([
    ['orders//:id/', '/orders/{}'],
    ['/orders/{id}/items/*', '/orders/{}/items/{}'],
    ['/orders/[id]', '/orders/{}'],
    ['/orders/:id(\\d+)', '/orders/{}'],
    ['/files/$', '/files/{}'],
    ['', '/'],
  ])('the path %s is %s', (path, expected) => {
    expect(normalPath(path)).toBe(expected);
  });
});
