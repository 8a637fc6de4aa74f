import { unversionedEvent } from '../../../src/rules/event-sourcing/unversioned-event.js';
import { testRule } from '../../support/rule-tester.js';
import { accessor, at, datastore, effects, practised, service, system, writes } from '../../support/system.js';

const accounts = service('accounts', { entities: [{ name: 'event_store', at: at('migrations/1.sql') }] });
const bare = service('accounts');

testRule(unversionedEvent, {
  valid: [
    { name: 'versions', system: system({ services: [accounts], practised: practised('accounts', 'event-versions') }) },
    {
      name: 'no events',
      system: system({ services: [bare], datastores: [datastore([accessor('accounts', { tables: [writes('event_guests')] })])] }),
    },
  ],
  invalid: [
    {
      name: 'a table of events and no versions',
      system: system({ services: [accounts] }),
      says: ['warning: accounts stores events without the version of their shape'],
    },
    {
      name: 'a table that only statements name',
      system: system({
        services: [bare],
        effects: [
          effects('accounts', {
            writes: [{ table: 'insert into stored_event (stream) values ($1)', how: 'insert', at: at('src/store.ts') }],
          }),
        ],
      }),
      says: ['warning: accounts stores events without the version of their shape'],
    },
    {
      name: 'a collection that is accessed',
      system: system({ services: [bare], datastores: [datastore([accessor('accounts', { tables: [writes('domain_events')] })])] }),
      says: ['warning: accounts stores events without the version of their shape'],
    },
  ],
});
