/** Requests that earn one retry: more retries would multiply the load of a peer that is already in trouble. */
const REQUESTS_A_RETRY = 5;
/** Retries that are there at the beginning, so that rare callers get some as well. */
const RESERVE = 5;

export interface RetryBudget {
  /** A first attempt earns a part of a retry. */
  countRequest(): void;
  /** False when there is nothing left. */
  takeRetry(): boolean;
}

export function retryBudget(): RetryBudget {
  let earned = RESERVE * REQUESTS_A_RETRY;
  return {
    countRequest() {
      earned = Math.min(2 * RESERVE * REQUESTS_A_RETRY, earned + 1);
    },
    takeRetry() {
      if (earned < REQUESTS_A_RETRY) return false;
      earned -= REQUESTS_A_RETRY;
      return true;
    },
  };
}
