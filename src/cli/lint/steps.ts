import { isatty } from 'node:tty';

/** A step of the analysis that is over. */
export interface TimedStep {
  /** `discover`, `resolve orders`. */
  readonly name: string;
  readonly ms: number;
}

export interface Steps {
  /** The step before is over, this one begins. */
  readonly begin: (name: string) => void;
  /** All are over; the line of the terminal is as it was. */
  readonly end: () => readonly TimedStep[];
}

export interface StepsOptions {
  /** Where the step is shown while it takes long; undefined: nowhere. */
  readonly show: ((text: string) => void) | undefined;
  readonly now?: () => number;
}

/** Nobody waits for less. */
const PATIENCE_MS = 700;
/** No line is read faster. */
const PAUSE_MS = 100;
/** Back to the beginning of the line, which is emptied. */
const CLEAR = '\r\u001B[2K';

/** What the analysis does and how long it takes, shown on a terminal when it takes long. */
export function timedSteps({ show, now = () => performance.now() }: StepsOptions): Steps {
  const done: TimedStep[] = [];
  const started = now();
  let current: { readonly name: string; readonly since: number } | undefined;
  let shownAt = -Infinity;

  const finish = (): void => {
    if (current !== undefined) done.push({ name: current.name, ms: now() - current.since });
    current = undefined;
  };
  return {
    begin: (name) => {
      finish();
      current = { name, since: now() };
      if (show === undefined || current.since - started < PATIENCE_MS || current.since - shownAt < PAUSE_MS) return;
      shownAt = current.since;
      show(`${CLEAR}${name} …`);
    },
    end: () => {
      finish();
      if (shownAt > 0) show?.(CLEAR);
      shownAt = -Infinity;
      return done;
    },
  };
}

/** stderr, where that is a terminal that people look at. */
export function progressLine(): ((text: string) => void) | undefined {
  const { CI, TERM } = process.env;
  if (!isatty(2) || TERM === 'dumb' || (CI !== undefined && CI !== '')) return undefined;
  return (text) => process.stderr.write(text);
}
