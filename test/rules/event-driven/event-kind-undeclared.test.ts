import { expect } from 'vitest';

import { eventKindUndeclared } from '../../../src/rules/event-driven/event-kind-undeclared.js';
import type { Topic } from '../../../src/model/system.js';
import { testRule } from '../../support/rule-tester.js';
import { at, practised, services, system } from '../../support/system.js';

const published = (name: string, parts: Partial<Topic> = {}): Topic => ({
  broker: 'kafka',
  name,
  publishers: [{ service: 'orders', at: at('services/orders/src/events.ts', 4) }],
  consumers: [],
  ...parts,
});
const shop = services('orders', 'mails');

testRule(eventKindUndeclared, {
  valid: [
    {
      name: 'a service that says it somewhere',
      system: system({ services: shop, topics: [published('order.placed')], practised: practised('orders', 'event-kinds') }),
    },
    { name: 'a request over a broker', system: system({ services: shop, topics: [published('order.find', { isAsked: true })] }) },
    { name: 'an event whose name is not known', system: system({ services: shop, topics: [published('{ENV:TOPIC}')] }) },
    { name: 'a job', system: system({ services: shop, topics: [published('mails', { broker: 'bull' })] }) },
    { name: 'who only listens', system: system({ services: shop, topics: [published('order.placed', { publishers: [] })] }) },
  ],
  invalid: [
    {
      name: 'all events of a service as one',
      system: system({ services: shop, topics: [published('order.placed'), published('order.paid')] }),
      says: ['warning: orders publishes order.placed and order.paid, and does not say what kind of events they are'],
      more: ([finding]) => {
        expect(finding?.fix).toContain('`msa add integration-events orders`');
      },
    },
  ],
});
