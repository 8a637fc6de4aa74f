import { type Calls, heldBackFor } from '../calls.js';
import type { Logger } from '../log.js';
import { type Attempt, NotYet, Refused, type SagaDefinition, type Step } from './saga.js';
import type { Entry, Progress, Saga, SagaStore } from './store.js';

export interface AdvanceOptions {
  /** For one attempt, in milliseconds. */
  readonly stepTimeout: number;
  readonly maxAttempts: number;
  readonly firstPause: number;
}

export interface AdvanceDeps {
  readonly store: SagaStore;
  readonly calls: Calls;
  readonly log: Logger;
  readonly definitions: ReadonlyMap<string, SagaDefinition>;
}

/** Longer than an attempt may take: nobody else begins meanwhile. */
const MARGIN = 5000;

/**
 * Makes one attempt at one step of one saga; false when none can go on. What a step does and what is saved of it are not
 * one transaction: after a crash in between the step runs again, with the same key.
 */
export async function advance(deps: AdvanceDeps, options: AdvanceOptions): Promise<boolean> {
  const { store, calls, definitions } = deps;
  const saga = await store.take([...definitions.keys()], options.stepTimeout + MARGIN);
  if (saga === undefined) return false;
  const definition = definitions.get(saga.kind);
  const step = definition?.steps[saga.step];
  if (definition === undefined || step === undefined) throw new Error(`The saga ${saga.kind} has no step ${saga.step}`);

  const signal = AbortSignal.timeout(options.stepTimeout);
  const attempt = { key: `${saga.id}:${step.name}`, number: saga.attempts, signal };
  const operation = `${saga.kind}.${step.name}`;
  const progress = await calls
    .receive({ carrier: 'message', operation, headers: saga.headers }, async () => attempted(saga, definition, step, attempt, options))
    .catch((error: unknown) => failed(deps, saga, step, error, options));
  await store.save(saga, progress);
  return true;
}

async function attempted(
  saga: Saga,
  { steps, state: schema }: SagaDefinition,
  step: Step<unknown>,
  attempt: Attempt,
  { maxAttempts }: AdvanceOptions,
): Promise<Progress> {
  // Attempts are counted before they are made: a step that kills the process ends here.
  if (saga.attempts > maxAttempts) throw new Error('no attempt has come to an end');
  const state = schema.parse(saga.state);
  if (saga.status === 'running') {
    const learnt = await beforeAbort(step.run(state, attempt), attempt.signal);
    const next = saga.step + 1;
    const status = next === steps.length ? 'completed' : 'running';
    const merged = schema.parse({ ...(state as object), ...(learnt as object | undefined) });
    return { status, step: next, state: merged, attempts: 0, pause: 0, entry: entryOf(step, 'done') };
  }
  if (step.compensate !== 'nothing to undo') await beforeAbort(step.compensate(state, attempt), attempt.signal);
  return backTo(saga, saga.step - 1, entryOf(step, 'compensated'));
}

function failed({ log }: AdvanceDeps, saga: Saga, step: Step<unknown>, error: unknown, options: AdvanceOptions): Progress {
  const forward = saga.status === 'running';
  const same = { status: saga.status, step: saga.step, state: saga.state };
  const wait = waitOf(error, options);
  if (wait !== undefined) return { ...same, attempts: saga.attempts - 1, pause: wait };
  const exhausted = saga.attempts >= options.maxAttempts;
  log.warn({ err: error, saga: saga.id, kind: saga.kind, step: step.name, attempt: saga.attempts, exhausted }, 'step of a saga failed');
  if (forward && error instanceof Refused) return backTo(saga, saga.step - 1, entryOf(step, 'refused', error), error.message);
  const entry = entryOf(step, forward ? 'failed' : 'compensation failed', error);
  // Nobody knows whether the step that failed has had an effect: it is compensated, too.
  if (forward && exhausted) return backTo(saga, saga.step, entry, `${step.name}: ${String(error)}`);
  if (exhausted) return { ...same, status: 'stuck', attempts: 0, pause: 0, entry };
  return { ...same, attempts: saga.attempts, pause: pauseAfter(saga.attempts, options.firstPause), entry };
}

/** How long to wait where nothing was tried: it goes on elsewhere, or the other side is left alone (a breaker is open). */
function waitOf(error: unknown, { firstPause }: AdvanceOptions): number | undefined {
  if (error instanceof NotYet) return error.pause;
  const heldBack = heldBackFor(error);
  return heldBack === undefined ? undefined : Math.max(heldBack, firstPause);
}

function backTo({ state }: Saga, step: number, entry: Entry, reason?: string): Progress {
  const over = step < 0;
  return { status: over ? 'compensated' : 'compensating', step: Math.max(0, step), state, attempts: 0, pause: 0, reason, entry };
}

function entryOf({ name }: Step<unknown>, outcome: Entry['outcome'], error?: unknown): Entry {
  return { step: name, outcome, at: new Date().toISOString(), ...(error === undefined ? {} : { error: String(error).slice(0, 500) }) };
}

/** A step that takes no notice of its signal must not hold up the others. */
async function beforeAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('the step took too long'));
    });
  });
  return Promise.race([work, late]);
}

/** With jitter: what failed together does not come back together. */
function pauseAfter(attempts: number, first: number): number {
  return Math.round(first * 2 ** (attempts - 1) * (0.5 + Math.random() / 2));
}
