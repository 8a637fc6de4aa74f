import { missingDeadLetter } from '../../../src/rules/event-driven/missing-dead-letter.js';
import type { Topic } from '../../../src/model/system.js';
import { testRule } from '../../support/rule-tester.js';
import { at, practised, services, system } from '../../support/system.js';

const shop = services('orders', 'mails');
const topic = (name: string, broker: string): Topic => ({
  name,
  broker,
  publishers: [{ service: 'orders', at: at('services/orders/src/place.ts', 3) }],
  consumers: [{ service: 'mails', at: at('services/mails/src/main.ts', 5) }],
});

testRule(missingDeadLetter, {
  valid: [
    {
      name: 'a place for them',
      system: system({ services: shop, topics: [topic('order-placed', 'amqp')], practised: practised('mails', 'dead-letters') }),
    },
    {
      name: 'a request, whose sender is told',
      system: system({ services: shop, topics: [{ ...topic('mail.ask', 'kafka'), isAsked: true }] }),
    },
    { name: 'a broker that does it by its settings', system: system({ services: shop, topics: [topic('order-placed', 'sqs')] }) },
  ],
  invalid: [
    {
      name: 'queues without one',
      system: system({ services: shop, topics: [topic('order-placed', 'amqp'), topic('order-paid', 'kafka')] }),
      says: ['warning: mails has no place for messages of order-placed and order-paid that it cannot handle'],
    },
  ],
});
