import type { z } from 'zod';

export interface Attempt {
  /** The same in every attempt at this step: what the other side knows a repetition by. */
  readonly key: string;
  /** From 1. */
  readonly number: number;
  /** Aborted when the attempt takes too long. */
  readonly signal: AbortSignal;
}

export interface Step<State> {
  readonly name: string;
  /**
   * May run several times: it must be harmless with the same key. Gives what it has learnt for the state. Rejects to be
   * tried again; with Refused to give the saga up; with NotYet to be asked again later.
   */
  run(state: State, attempt: Attempt): Promise<Partial<State> | undefined>;
  /**
   * Undoes what `run` did, or may have done: it is called as well when nobody knows whether `run` succeeded. Must be
   * harmless when there is nothing to undo.
   */
  readonly compensate: 'nothing to undo' | ((state: State, attempt: Attempt) => Promise<void>);
}

export interface SagaDefinition<State extends z.ZodType = z.ZodType> {
  /** Names it for ever: sagas that run are found by it. */
  readonly kind: string;
  readonly state: State;
  /** New steps come last while sagas of this kind run. */
  readonly steps: readonly Step<z.output<State>>[];
}

export function defineSaga<State extends z.ZodType>(definition: SagaDefinition<State>): SagaDefinition<State> {
  return definition;
}

/** The other side has decided: no further attempt would help, and nothing was done. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** It goes on elsewhere: a person, a slow partner. No failure. */
export class NotYet extends Error {
  override readonly name = 'NotYet';

  constructor(
    /** When to ask again, in milliseconds. */
    readonly pause: number,
  ) {
    super('not yet');
  }
}
