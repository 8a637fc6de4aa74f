import { expect } from 'vitest';

import { choreographyTooLong } from '../../../src/rules/saga/choreography-too-long.js';
import { testRule } from '../../support/rule-tester.js';
import { at, effects, system } from '../../support/system.js';

const step = (service: string, hears: string | undefined, tells: string) =>
  effects(service, {
    entry:
      hears === undefined
        ? { kind: 'route', name: 'POST /orders', at: at('a.ts') }
        : { kind: 'consumer', name: `event ${hears}`, at: at('a.ts') },
    publishes: [{ name: `"${tells}"`, at: at(`services/${service}/src/tell.ts`, 5) }],
  });
const chain = [
  step('orders', undefined, 'a'),
  step('payments', 'a', 'b'),
  step('stock', 'b', 'c'),
  step('parcels', 'c', 'd'),
  step('orders', 'd', 'e'),
];
const end = effects('mails', { entry: { kind: 'consumer', name: 'event e', at: at('m.ts') } });

/** Everything that is heard tells everything: more ways than can be walked. */
const letters = 'abcdefghijklmnop'.split('');
const dense = [
  step('orders', undefined, 'a'),
  ...letters.map((letter) => ({
    ...step('stock', letter, letter),
    publishes: letters.map((other) => ({ name: `"${other}"`, at: at('tell.ts') })),
  })),
];

testRule(choreographyTooLong, {
  valid: [
    { name: 'four events', system: system({ effects: [...chain.slice(0, 4), { ...end, entry: { ...end.entry, name: 'event d' } }] }) },
    { name: 'a longer one that is accepted', options: { steps: 5 }, system: system({ effects: [...chain, end] }) },
    {
      name: 'a circle',
      system: system({ effects: [step('orders', undefined, 'a'), step('payments', 'a', 'b'), step('stock', 'b', 'a')] }),
    },
  ],
  invalid: [
    {
      name: 'five',
      system: system({ effects: [...chain, end] }),
      says: ['warning: a flow passes 5 events: a → b → c → d → e'],
      more: ([finding]) => {
        expect(finding?.flow?.map(({ message }) => message)).toContain('stock publishes c');
      },
    },
    {
      name: 'everything to everything',
      system: system({ effects: dense }),
      says: [`warning: a flow passes 13 events: ${letters.slice(0, 13).join(' → ')}`],
    },
  ],
});
