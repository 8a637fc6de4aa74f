import { Parser } from '@asyncapi/parser';
import { expect, test } from 'vitest';

import { database } from '../src/database/module.js';
import { asyncApi } from '../src/events/asyncapi.js';
import { published } from '../src/events/contract.js';
import { defineEvent } from '../src/events/event.js';
import { eventDriven } from '../src/events/module.js';
import { paid } from './events-support.js';
import { testApp } from './support.js';

test('the contract is a valid AsyncAPI document', async () => {
  const app = await testApp({ modules: [database, eventDriven] });

  const { document, diagnostics } = await new Parser().parse((await app.service.http.inject('/asyncapi.json')).body);

  expect(diagnostics.filter(({ severity }) => severity === 0)).toEqual([]);
  const types = published.map(({ type, version }) => `${type}.v${version}`);
  expect(
    document
      ?.channels()
      .all()
      .map((channel) => channel.address()),
  ).toEqual(types);
});

test('domain events are no part of it; what is consumed is', () => {
  const inside = defineEvent({ ...paid, kind: 'domain', type: 'invoice.checked' });

  const { channels, operations } = asyncApi('billing', [inside], [paid]);

  expect(Object.keys(channels as object)).toEqual(['invoice.paid.v1']);
  expect(operations).toEqual({ 'receive.invoice.paid.v1': { action: 'receive', channel: { $ref: '#/channels/invoice.paid.v1' } } });
});
