import { mutableEventStore } from '../../../src/rules/event-sourcing/mutable-event-store.js';
import type { Written } from '../../../src/model/practice.js';
import { testRule } from '../../support/rule-tester.js';
import { at, effects, system } from '../../support/system.js';

const write = (table: string, how: Written['how']): Written => ({ table, how, at: at('src/store.ts', 8) });

testRule(mutableEventStore, {
  valid: [
    { name: 'events that are appended', system: system({ effects: [effects('accounts', { writes: [write('stored_event', 'insert')] })] }) },
    {
      name: 'concerts',
      system: system({
        effects: [effects('concerts', { writes: [write('events', 'update'), write('delete from events where id = $1', 'delete')] })],
      }),
    },
    {
      name: 'a snapshot that is replaced',
      system: system({ effects: [effects('accounts', { writes: [write('stream_snapshot', 'update')] })] }),
    },
    {
      name: 'a migration at the start',
      system: system({
        effects: [
          effects('accounts', {
            entry: { kind: 'startup', name: 'main', at: at('src/main.ts') },
            writes: [write('event_store', 'update')],
          }),
        ],
      }),
    },
  ],
  invalid: [
    {
      name: 'events of streams',
      system: system({
        effects: [effects('accounts', { writes: [write('update events set data = $1 where stream_id = $2 and position = $3', 'update')] })],
      }),
      says: [
        'error: POST /accounts of accounts updates events that are stored in update events set data = $1 where stream_id = $2 and position = $3',
      ],
    },
    {
      name: 'a past that is rewritten',
      system: system({ effects: [effects('accounts', { writes: [write('stored_event', 'insert'), write('event_store', 'update')] })] }),
      says: ['error: POST /accounts of accounts updates events that are stored in event_store'],
    },
  ],
});
