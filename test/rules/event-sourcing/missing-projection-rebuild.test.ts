import { missingProjectionRebuild } from '../../../src/rules/event-sourcing/missing-projection-rebuild.js';
import { testRule } from '../../support/rule-tester.js';
import { at, practised, service, system } from '../../support/system.js';

const services = [service('accounts', { entities: [{ name: 'stored_event', at: at('migrations/1.sql') }] })];

testRule(missingProjectionRebuild, {
  valid: [
    { name: 'one that begins again', system: system({ services, practised: practised('accounts', 'projection-rebuild') }) },
    { name: 'no events', system: system({ services: [service('accounts')] }) },
  ],
  invalid: [
    {
      name: 'events that nobody reads from the first one',
      system: system({ services, practised: practised('accounts', 'event-versions') }),
      says: ['warning: accounts stores events, and nothing builds what queries read from the first of them again'],
    },
  ],
});
