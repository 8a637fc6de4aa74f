import type { RemoteLoop } from '../../model/system.js';

export interface LoopLimits {
  /** Rounds up to which a loop is harmless. */
  readonly literal: number;
}

/**
 * data: the number of rounds comes from a request, a query or another call;
 * likely: a list that is longer than the limit, or that could not be told;
 * none: not one call per item.
 */
export type Certainty = 'data' | 'likely' | 'none';

export function certaintyOf(loop: RemoteLoop, { literal }: LoopLimits): Certainty {
  if (loop.retry || loop.source === 'messages' || loop.selectsHost || loop.selectsReceiver) return 'none';
  if (loop.bound !== undefined && loop.bound <= literal) return 'none';
  if (loop.source === 'data') return 'data';
  // Without a known collection `while` waits or pages, and recursion retries.
  return loop.kind === 'while' || loop.kind === 'recursion' ? 'none' : 'likely';
}
