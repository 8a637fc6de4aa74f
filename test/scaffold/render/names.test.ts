import { describe, expect, it } from 'vitest';

import { checkEntity, checkServiceName, nounsOf } from '../../../src/scaffold/render/names.js';

describe('names of services', () => {
  it.each([
    ['../x', 'it is a path'],
    ['a/b', 'it is a path'],
    ['..', 'it is a path'],
    ['/etc/x', 'it is a path'],
    [String.raw`a\b`, 'it is a path'],
    ['con', 'Windows keeps that name for a device'],
    ['CON', 'Windows keeps that name for a device'],
    ['lpt1', 'Windows keeps that name for a device'],
    ['orders.', 'it is no lower-case name with hyphens'],
    ['orders ', 'it has characters other than ASCII letters, digits and hyphens'],
    ['Orders', 'it is no lower-case name with hyphens'],
    ['-orders', 'it is no lower-case name with hyphens'],
    ['orders--x', 'it is no lower-case name with hyphens'],
    ['1st', 'it is no lower-case name with hyphens'],
    ['оrders', 'it has characters other than ASCII letters, digits and hyphens'], // Cyrillic о
    ['café', 'it has characters other than ASCII letters, digits and hyphens'],
    ['a\u0000b', 'it has characters other than ASCII letters, digits and hyphens'],
    ['a\u001B[31mb', 'it has characters other than ASCII letters, digits and hyphens'],
    ['__proto__', 'it is no lower-case name with hyphens'],
    ['constructor', 'the name is taken'],
    ['node_modules', 'it is no lower-case name with hyphens'],
    ['', 'it is empty'],
    ['a'.repeat(300), 'it is longer than 40 characters'],
  ])('refuses %j', (name, why) => {
    expect(() => {
      checkServiceName(name);
    }).toThrow(`cannot be the name of a service: ${why}`);
  });

  it.each(['orders', 'order-history', 'a1', 'x'])('takes %s', (name) => {
    expect(() => {
      checkServiceName(name);
    }).not.toThrow();
  });
});

it.each([
  ['orders', 'order', 'orders'],
  ['order-service', 'order', 'orders'],
  ['inventory', 'inventory', 'inventories'],
  ['categories', 'category', 'categories'],
  ['addresses', 'address', 'addresses'],
  ['boxes', 'box', 'boxes'],
  ['status', 'status-entry', 'status-entries'],
  ['campus', 'campus', 'campuses'],
  ['billing', 'billing', 'billings'],
  ['order-items', 'order-item', 'order-items'],
  ['events', 'event-entry', 'event-entries'],
  ['classes', 'class-entry', 'class-entries'],
])('%s is about %s, many of them %s', (service, entity, entities) => {
  expect(nounsOf(service)).toEqual({ entity, entities });
  checkEntity(entity);
});

it.each(['class', 'Order', 'a b', '../x', 'event', ''])('refuses the entity %j', (noun) => {
  expect(() => {
    checkEntity(noun);
  }).toThrow('cannot be the entity of a service');
});
