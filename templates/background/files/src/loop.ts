import { setTimeout as sleep } from 'node:timers/promises';

import type { Logger } from './log.js';

const LONGEST_PAUSE = 30_000;

export interface Loop {
  start(): void;
  /** Looks at once instead of after the pause. */
  wake(): void;
  /** Resolves when the work that runs has ended. */
  stop(): Promise<void>;
}

/**
 * Does work as long as there is some (`true`), then looks again every `pause` milliseconds. After an error it waits
 * longer and longer.
 */
export function loop(name: string, pause: number, log: Logger, work: () => Promise<boolean>): Loop {
  let stopped = false;
  let awake = new AbortController();
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopped) {
      // Whoever wakes it while it works makes it look again.
      awake = new AbortController();
      try {
        const more = await work();
        failures = 0;
        if (more) continue;
      } catch (error) {
        failures++;
        log.error({ err: error, failures }, `${name} failed`);
      }
      const wait = Math.min(pause * 2 ** failures, Math.max(pause, LONGEST_PAUSE));
      await sleep(wait, undefined, { signal: awake.signal }).catch(() => undefined);
    }
  }

  return {
    start: () => void (running ??= run()),
    wake: () => void awake.abort(),
    async stop() {
      stopped = true;
      awake.abort();
      await running;
    },
  };
}
