import { monitorEventLoopDelay } from 'node:perf_hooks';

import type { Check } from '../service.js';

/** How often the loop is sampled, and after how long old samples no longer count, in milliseconds. */
const RESOLUTION = 20;
const WINDOW = 5000;

const NANOSECONDS = 1e6;

/** A check that fails while the event loop was later than `limit` milliseconds in the last seconds. */
export function watchEventLoop(limit: number): { readonly check: Check; readonly forget: () => void; readonly stop: () => void } {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
  delay.enable();
  const timer = setInterval(() => {
    delay.reset();
  }, WINDOW);
  timer.unref();
  return {
    check() {
      const ms = Math.round(delay.percentile(99) / NANOSECONDS);
      if (ms > limit) throw new Error(`the event loop is ${ms} ms late`);
    },
    forget() {
      delay.reset();
    },
    stop() {
      clearInterval(timer);
      delay.disable();
    },
  };
}
