import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { database } from '../src/database/module.js';
import { sagaOrchestration } from '../src/orchestration/module.js';
import { restWith } from '../src/rest/module.js';
import { testApp } from './support.js';

interface Told {
  readonly status: string;
  readonly history: { readonly step: string; readonly outcome: string }[];
}

test.each([
  [10, 'completed', ['reserve done', 'charge done', 'confirm done']],
  [5000, 'compensated', ['reserve done', 'charge refused', 'reserve compensated']],
] as const)('a fulfilment of %d is %s, and tells how', async (amount, status, history) => {
  // The other services are stand-ins.
  const { service, listen } = await testApp({ env: { SAGA_POLL_MS: '20' }, modules: [database, restWith([]), sagaOrchestration] });
  await listen();
  const body = { widget: randomUUID(), quantity: 1, amount };

  const { id } = (await service.http.inject({ method: 'POST', url: '/v1/widgets/fulfilments', body })).json<{ id: string }>();
  const told = async () => (await service.http.inject(`/v1/widgets/fulfilments/${id}`)).json<Told>();
  while ((await told()).status !== status) await sleep(10);

  expect((await told()).history.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual(history);
  expect((await service.http.inject(`/v1/widgets/fulfilments/${randomUUID()}`)).statusCode).toBe(404);
});
