import { expect, test } from 'vitest';

import { CallError } from '../src/calls.js';
import { breakerState, circuitBreaker } from '../src/circuit-breaker/module.js';
import { logLines, testApp } from './support.js';

test('every peer has a breaker of its own, that metrics and the log tell about', async () => {
  const log = logLines();
  const env = { BREAKER_FAILURE_THRESHOLD: '2', LOG_LEVEL: 'warn' };
  const { service } = await testApp({ env, modules: [circuitBreaker], logTo: log });
  const call = async (peer: string, work: () => Promise<string>) => service.calls.send({ carrier: 'http', peer, operation: 'GET /' }, work);
  const broken = async () => Promise.reject<string>(new CallError('no', 'billing', 'peer'));

  await expect(call('billing', broken)).rejects.toThrow('no');
  await expect(call('billing', broken)).rejects.toThrow('no');

  await expect(call('billing', broken)).rejects.toThrow('billing is left alone');
  expect(await call('stock', async () => Promise.resolve('ok'))).toBe('ok');
  expect(service.use(breakerState)('billing')).toBe('open');
  expect(log.lines).toMatchObject([{ event: 'circuit-breaker', peer: 'billing', from: 'closed', to: 'open' }]);
  const metrics = await service.metrics.metrics();
  expect(metrics).toContain('circuit_breaker_state{peer="billing"} 2');
  expect(metrics).toContain('circuit_breaker_state{peer="stock"} 0');
  expect(metrics).toContain('circuit_breaker_opened_total{peer="billing"} 1');
});

test('messages are not held up', async () => {
  const { service } = await testApp({ env: { BREAKER_FAILURE_THRESHOLD: '1' }, modules: [circuitBreaker] });
  const publish = async () =>
    service.calls.send({ carrier: 'message', peer: 'broker', operation: 'widget.created' }, async () => Promise.reject(new Error('away')));

  await expect(publish()).rejects.toThrow('away');
  await expect(publish()).rejects.toThrow('away');
});
