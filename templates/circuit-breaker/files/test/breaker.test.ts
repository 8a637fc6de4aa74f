import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { CallError } from '../src/calls.js';
import { Breaker, CircuitOpenError, type State } from '../src/circuit-breaker/breaker.js';
import { withFallback } from '../src/circuit-breaker/fallback.js';

const options = { failureThreshold: 3, openMs: 1000, halfOpenTrials: 2, callTimeoutMs: 500 };

let changes: string[];
let breaker: Breaker;

beforeEach(() => {
  vi.useFakeTimers();
  changes = [];
  const onChange = ({ from, to }: { from: State; to: State }) => void changes.push(`${from} → ${to}`);
  breaker = new Breaker('billing', options, { now: () => Date.now(), onChange });
});

afterEach(() => {
  vi.useRealTimers();
});

const succeed = async () => breaker.run(async () => Promise.resolve('ok'));
const fail = async (blame: 'peer' | 'call' = 'peer') =>
  breaker.run(async () => Promise.reject(new CallError('no', 'billing', blame))).catch((error: unknown) => error);

async function open() {
  for (let failure = 0; failure < options.failureThreshold; failure++) await fail();
}

/** A call whose end the test decides. */
function pending() {
  let settle: { resolve: (value: string) => void; reject: (error: Error) => void } | undefined;
  const call = new Promise<string>((resolve, reject) => (settle = { resolve, reject }));
  const outcome = breaker.run(async () => call).catch((error: unknown) => error);
  return { outcome, resolve: () => settle?.resolve('ok'), reject: () => settle?.reject(new CallError('no', 'billing', 'peer')) };
}

test('opens after failures in a row', async () => {
  await fail();
  await fail();
  await succeed();
  await fail();
  await fail();
  expect(breaker.state).toBe('closed');
  await fail();

  expect(breaker.state).toBe('open');
  expect(changes).toEqual(['closed → open']);
});

test('sends nothing while it is open', async () => {
  await open();
  const call = vi.fn(async () => Promise.resolve('ok'));

  vi.advanceTimersByTime(options.openMs - 1);
  await expect(breaker.run(call)).rejects.toThrow(CircuitOpenError);
  await expect(breaker.run(call)).rejects.toMatchObject({ blame: 'peer', details: { heldBackMs: 1 } });

  expect(call).not.toHaveBeenCalled();
});

test('closes when all trials have succeeded', async () => {
  await open();
  vi.advanceTimersByTime(options.openMs);

  await succeed();
  expect(breaker.state).toBe('half-open');
  await succeed();

  expect(changes).toEqual(['closed → open', 'open → half-open', 'half-open → closed']);
});

test('lets no more than the trials through, however many come at once', async () => {
  await open();
  vi.advanceTimersByTime(options.openMs);

  const calls = [pending(), pending()];
  await expect(succeed()).rejects.toThrow(CircuitOpenError);
  await expect(succeed()).rejects.toThrow(CircuitOpenError);
  for (const { resolve } of calls) resolve();
  await Promise.all(calls.map(async ({ outcome }) => outcome));

  expect(breaker.state).toBe('closed');
});

test('one failed trial opens it again for the whole time', async () => {
  await open();
  vi.advanceTimersByTime(options.openMs);
  await succeed();
  await fail();

  expect(breaker.state).toBe('open');
  vi.advanceTimersByTime(options.openMs - 1);
  await expect(succeed()).rejects.toThrow(CircuitOpenError);
  vi.advanceTimersByTime(1);
  expect(await succeed()).toBe('ok');
});

test('a call from before says nothing about now', async () => {
  const [good, bad] = [pending(), pending()];
  await open();
  vi.advanceTimersByTime(options.openMs);
  const trial = pending();

  good.resolve();
  bad.reject();
  await Promise.all([good.outcome, bad.outcome]);
  expect(breaker.state).toBe('half-open');

  trial.resolve();
  await trial.outcome;
  await succeed();
  expect(breaker.state).toBe('closed');
});

test('a call that takes too long is a failure', async () => {
  const calls = Array.from({ length: options.failureThreshold }, () => pending());

  await vi.advanceTimersByTimeAsync(options.callTimeoutMs);

  for (const { outcome } of calls) expect(await outcome).toMatchObject({ message: 'billing did not answer within 500 ms' });
  expect(breaker.state).toBe('open');
});

test('a peer that refuses a request is a peer that works', async () => {
  for (let time = 0; time < 10; time++) await fail('call');

  expect(breaker.state).toBe('closed');
});

test('a fallback stands in for a peer in trouble, never for a wrong request', async () => {
  const call = (blame: 'peer' | 'call') => async () => Promise.reject<string>(new CallError('no', 'billing', blame));

  expect(await withFallback(call('peer'), () => 'an older value')).toBe('an older value');
  await expect(withFallback(call('call'), () => 'an older value')).rejects.toThrow('no');
});
