import { plaintextTransport } from '../../../src/rules/zero-trust/plaintext-transport.js';
import { testRule } from '../../support/rule-tester.js';
import { at, service, services, system } from '../../support/system.js';

const talks = (name: string, address: string) => ({ service: name, address, at: at(`services/${name}/src/rates.ts`, 3) });

testRule(plaintextTransport, {
  valid: [
    { name: 'a page', system: system({ services: [service('shop', { kind: 'frontend' })], plaintext: [talks('shop', 'http://maps.io')] }) },
    { name: 'what is no service', system: system({ services: services('orders'), plaintext: [talks('seed', 'http://maps.io')] }) },
    { name: 'nothing in plain text', system: system({ services: services('orders') }) },
  ],
  invalid: [
    {
      name: 'all places of a service as one',
      system: system({ services: services('orders'), plaintext: [talks('orders', 'http://maps.io'), talks('orders', 'amqp://queue.io')] }),
      says: ['warning: orders talks to http://maps.io and amqp://queue.io without encryption'],
    },
  ],
});
