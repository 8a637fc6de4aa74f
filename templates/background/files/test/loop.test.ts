import { setTimeout as sleep } from 'node:timers/promises';

import { pino } from 'pino';
import { expect, test } from 'vitest';

import { loop } from '../src/loop.js';

const HOUR = 3_600_000;
const log = pino({ level: 'silent' });

test('works while there is work, and when it is woken', async () => {
  const runs: number[] = [];
  const work = loop('test', HOUR, log, async () => Promise.resolve(runs.push(runs.length) < 3));
  work.start();
  await sleep(20);
  expect(runs).toHaveLength(3);

  work.wake();
  await sleep(20);
  expect(runs).toHaveLength(4);
  await work.stop();
});

test('goes on after failures, later and later', async () => {
  const at: number[] = [];
  const work = loop('test', 10, log, async () => {
    at.push(performance.now());
    return Promise.reject(new Error('no'));
  });
  work.start();
  await sleep(200);
  await work.stop();

  expect(at.length).toBeGreaterThan(2);
  expect(at.length).toBeLessThan(6);
});

test('stops after the work that runs', async () => {
  let done = false;
  const work = loop('test', 10, log, async () => {
    await sleep(50);
    done = true;
    return true;
  });
  work.start();
  await sleep(10);

  await work.stop();

  expect(done).toBe(true);
});

test('whoever wakes it while it works makes it look again', async () => {
  let runs = 0;
  const work = loop('test', HOUR, log, async () => {
    if (++runs === 1) work.wake();
    return Promise.resolve(false);
  });
  work.start();
  await sleep(20);

  expect(runs).toBe(2);
  await work.stop();
});
