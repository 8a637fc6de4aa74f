import { CallError } from '../calls.js';

/**
 * What to answer while a peer is in trouble: an older value, a default, a shorter list. Decide it with those who know
 * the business. A call that was refused for what it asked (4xx) has no fallback: it is wrong.
 */
export async function withFallback<T>(call: () => Promise<T>, fallback: (error: CallError) => T | Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof CallError && error.blame === 'peer') return fallback(error);
    throw error;
  }
}
