import { nonIdempotentConsumer } from '../../../src/rules/event-driven/non-idempotent-consumer.js';
import { testRule } from '../../support/rule-tester.js';
import { at, effects, practised, services, system } from '../../support/system.js';

const consumer = effects('mails', {
  entry: { kind: 'consumer', name: 'event order-placed', at: at('src/main.ts', 4) },
  writes: [{ table: 'mails', how: 'insert', addsAgain: true, at: at('src/store.ts', 8) }],
});
const [write] = consumer.writes;

testRule(nonIdempotentConsumer, {
  valid: [
    {
      name: 'an inbox',
      system: system({ services: services('mails'), effects: [consumer], practised: practised('mails', 'deduplication') }),
    },
    {
      name: 'a row under an id',
      system: system({ effects: [{ ...consumer, writes: [{ table: 'mails', how: 'insert', at: at('src/store.ts') }] }] }),
    },
    { name: 'a request', system: system({ effects: [effects('mails', { writes: write === undefined ? [] : [write] })] }) },
  ],
  invalid: [
    {
      name: 'a row for each delivery',
      system: system({ services: services('mails'), effects: [consumer] }),
      says: ['warning: mails adds to mails again when event order-placed is delivered twice'],
    },
  ],
});
