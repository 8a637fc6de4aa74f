import type { Pause } from './module-facts.js';
import type { ExternalCall } from './program.js';
import type { Residual } from './residual.js';

/** Does a remote call end by itself, whatever the other side does? */
export interface LimitSignal {
  readonly kind: 'limit';
  readonly isLimited: boolean;
  readonly call: ExternalCall;
}
/** A circuit breaker, or another policy around calls. */
export interface BreakerSignal {
  readonly kind: 'breaker';
  /** The call runs the function that it protects. */
  readonly runs: boolean;
  /** The function that it is made around, and that its members stand for. */
  readonly wraps?: Residual;
  /** It does not give up after some time. */
  readonly isUntimed?: boolean;
  readonly call: ExternalCall;
}
/** Calls are made again when they fail: those of functions that it is given, of a client, or behind an observable. */
export interface RetrySignal {
  readonly kind: 'retry';
  readonly pause: Pause;
  readonly isSafe?: true;
  readonly client?: Residual;
  /** Sites of the calls whose results it repeats. */
  readonly sites?: readonly string[];
  readonly call: ExternalCall;
}
/** Another party is asked whether it is well. */
export interface CheckSignal {
  readonly kind: 'check';
  /** For people. */
  readonly of: string;
  readonly call: ExternalCall;
}
