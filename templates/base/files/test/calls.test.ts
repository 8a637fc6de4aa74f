import { expect, test } from 'vitest';

import { Calls, type IncomingCall } from '../src/calls.js';
import { correlationId, correlationScope, passCorrelationOn } from '../src/correlation.js';

const message: IncomingCall = { carrier: 'message', operation: 'widget.created', headers: { 'x-correlation-id': 'abc' } };

test('interceptors surround a call from the first to the last', async () => {
  const calls = new Calls();
  const events: string[] = [];
  for (const name of ['outer', 'inner']) {
    calls.onOutgoing(async ({ headers }, next) => {
      events.push(name);
      headers[name] = 'yes';
      return next();
    });
  }

  const headers = await calls.send({ carrier: 'http', peer: 'billing', operation: 'GET /' }, async (sent) => Promise.resolve(sent));

  expect(events).toEqual(['outer', 'inner']);
  expect(headers).toEqual({ outer: 'yes', inner: 'yes' });
});

test('the correlation id goes from the message that came in to the call that goes out', async () => {
  const calls = new Calls();
  calls.onIncoming(correlationScope);
  calls.onOutgoing(passCorrelationOn);

  const headers = await calls.receive(message, async () =>
    calls.send({ carrier: 'http', peer: 'billing', operation: 'GET /' }, async (sent) => Promise.resolve(sent)),
  );

  expect(headers).toEqual({ 'x-correlation-id': 'abc' });
  expect(correlationId()).toBeUndefined();
});

test('a later scope opens inside the earlier ones, and ends before them', async () => {
  const calls = new Calls();
  const events: string[] = [];
  calls.onIncoming((call) => ({ ...correlationScope(call), end: ({ ok }) => void events.push(`outer ${ok}`) }));
  calls.onIncoming(() => {
    events.push(`opened in ${correlationId() ?? 'nothing'}`);
    return { run: (work) => work(), end: ({ ok }) => void events.push(`inner ${ok}`) };
  });

  await expect(calls.receive(message, async () => Promise.reject(new Error('poison')))).rejects.toThrow('poison');

  expect(events).toEqual(['opened in abc', 'inner false', 'outer false']);
});

test('a guard keeps a call from its handler', async () => {
  const calls = new Calls();
  calls.addGuard(async ({ headers }) => {
    if (headers['x-correlation-id'] === 'abc') throw new Error('not you');
    return Promise.resolve();
  });
  let handled = 0;
  const handle = async () => Promise.resolve(void handled++);

  await expect(calls.receive(message, handle)).rejects.toThrow('not you');
  await calls.receive({ ...message, headers: {} }, handle);

  expect(handled).toBe(1);
});
