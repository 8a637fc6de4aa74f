import { expect } from 'vitest';

import type { ServiceKind } from '../../../src/model/deployment.js';
import type { FlowEntry, RemoteCall, System } from '../../../src/model/system.js';
import { callsPerRequest } from '../../../src/rules/chatty-communication/calls-per-request.js';
import { testRule } from '../../support/rule-tester.js';
import { accessor, at, call, datastore, flow, service, services, system } from '../../support/system.js';

const peers = ['a', 'b', 'c', 'd', 'e'];
const one = (to: string, line: number, parts: Partial<RemoteCall> = {}): RemoteCall =>
  call(to, { at: at('src/clients.ts', line), ...parts });
const five = peers.map((name, index) => one(name, index + 1));
const three = [one('a', 1), one('a', 2, { name: 'POST /a' }), one('a', 3, { name: 'DELETE /a' })];

function shop(calls: readonly RemoteCall[], entry: Partial<FlowEntry> = {}, kind: ServiceKind = 'service'): System {
  return system({ services: [service('shop', { kind }), ...services(...peers)], flows: [flow('shop', calls, entry)] });
}

testRule(callsPerRequest, {
  valid: [
    { name: 'four calls to four services', system: shop(five.slice(0, 4)) },
    { name: 'two calls to one service', system: shop(three.slice(0, 2)) },
    {
      name: 'one call site on several ways',
      system: shop([one('a', 1), one('a', 1, { chain: [at('x.ts')] }), one('a', 1, { chain: [at('y.ts')] })]),
    },
    { name: 'one call of one of three operations', system: shop(three.map((item) => ({ ...item, at: at('src/client.ts', 9) }))) },
    { name: 'one call of one of five services', system: shop(five.map((item) => ({ ...item, at: at('src/client.ts', 9) }))) },
    {
      name: 'one call of two implementations',
      system: shop(
        ['http.ts', 'grpc.ts'].flatMap((file) =>
          [5, 6].map((line) => one('a', line, { name: `${file} ${String(line)}`, at: at(file, line), chain: [at('routes.ts', 3)] })),
        ),
      ),
    },
    {
      name: 'one call and its second try',
      system: shop(
        [1, 2, 3].map((tries) =>
          one('a', 1, { name: `try ${String(tries)}`, chain: Array.from({ length: tries }, () => at('src/again.ts', 4)) }),
        ),
      ),
    },
    { name: 'a browser', system: shop(five, {}, 'frontend') },
    { name: 'a gateway that composes', system: shop(five, {}, 'gateway') },
    { name: 'start-up', system: shop(five, { kind: 'startup' }) },
    { name: 'a schedule', system: shop(five, { kind: 'schedule' }) },
    { name: 'events', system: shop(five.map((item) => ({ ...item, style: 'async', protocol: 'event' }))) },
    { name: 'forwarding', system: shop(five.map((item) => ({ ...item, protocol: 'proxy' }))) },
  ],
  invalid: [
    {
      name: 'five calls in all',
      system: shop(five),
      says: ['warning: POST /checkout of shop makes 5 calls to other services: 1 to a, 1 to b, 1 to c, 1 to d and 1 to e'],
      more: ([finding]) => {
        expect(finding).toMatchObject({
          services: ['shop', ...peers],
          location: { file: 'src/routes.ts' },
          metrics: { calls: 5, services: 5, entries: 1 },
        });
      },
    },
    {
      name: 'three calls to one service',
      system: shop(three),
      says: ['warning: POST /checkout of shop makes 3 calls to other services: 3 to a'],
    },
    {
      name: 'three operations through one helper',
      system: shop(three.map((item, index) => ({ ...item, at: at('src/helper.ts', 9), chain: [at('src/routes.ts', index + 4)] }))),
      says: ['warning: POST /checkout of shop makes 3 calls to other services: 3 to a'],
    },
    {
      name: 'a gateway that calls one service three times',
      system: shop(three, {}, 'gateway'),
      says: ['warning: POST /checkout of shop makes 3 calls to other services: 3 to a'],
    },
    {
      name: 'a gateway that owns data',
      system: { ...shop(five, {}, 'gateway'), datastores: [datastore([accessor('shop')])] },
      says: ['warning: POST /checkout of shop makes 5 calls to other services: 1 to a, 1 to b, 1 to c, 1 to d and 1 to e'],
    },
    {
      name: 'entries that run the same code as one finding',
      system: { ...shop([]), flows: ['PUT /cart', 'POST /checkout', 'POST /order'].map((name) => flow('shop', three, { name })) },
      says: ['warning: POST /checkout, POST /order and 1 more of shop make 3 calls to other services: 3 to a'],
    },
  ],
});
