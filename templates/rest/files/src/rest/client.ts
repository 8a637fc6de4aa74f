import { setTimeout as sleep } from 'node:timers/promises';

import type { z } from 'zod';

import { CallError, type Calls, heldBackFor } from '../calls.js';
import { retryBudget } from './retry-budget.js';

export interface ClientOptions {
  /** Name of the service: what breakers, traces and metrics know it by. */
  readonly peer: string;
  readonly baseUrl: string;
  /** For one call with all its retries, in milliseconds. */
  readonly deadline: number;
  readonly retries: number;
}

export interface ClientRequest<T extends z.ZodType> {
  /** What the peer has to answer; anything else is an error of the peer. */
  readonly schema: T;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Method = 'GET' | 'PUT' | 'DELETE' | 'POST' | 'PATCH';
type Send = <T extends z.ZodType>(path: string, request: ClientRequest<T>) => Promise<z.output<T>>;

/** Every method throws CallError. */
export interface Client {
  readonly get: Send;
  readonly put: Send;
  readonly delete: Send;
  /** Never tried again, unless an `idempotency-key` says that the peer knows a repetition. */
  readonly post: Send;
  readonly patch: Send;
}

const IDEMPOTENT: ReadonlySet<Method> = new Set(['GET', 'PUT', 'DELETE']);
const FIRST_PAUSE = 50;

export function createClient(calls: Calls, options: ClientOptions): Client {
  const budget = retryBudget();

  async function once<T extends z.ZodType>(
    method: Method,
    path: string,
    request: ClientRequest<T>,
    signal: AbortSignal,
  ): Promise<z.output<T>> {
    // The path without what identifies a single resource would be better still; a query must not be in it.
    const operation = `${method} ${path.split('?')[0] ?? path}`;
    return calls.send({ carrier: 'http', peer: options.peer, operation }, async (headers) => {
      const response = await answerOf(options, path, {
        method,
        signal,
        headers: { ...headers, ...request.headers, ...(request.body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      });
      return parsed(options.peer, request.schema, response);
    });
  }

  const send =
    (method: Method): Send =>
    async (path, request) => {
      const signal = AbortSignal.timeout(options.deadline);
      const repeatable = IDEMPOTENT.has(method) || request.headers?.['idempotency-key'] !== undefined;
      budget.countRequest();
      let failure: unknown;
      for (let attempt = 0; ; attempt++) {
        try {
          return await once(method, path, request, signal);
        } catch (error) {
          // A retry that is held back does not hide that something was sent before.
          failure = failure !== undefined && heldBackFor(error) !== undefined ? failure : error;
          const again = repeatable && attempt < options.retries && isWorthAnother(error) && !signal.aborted && budget.takeRetry();
          if (!again) throw failure;
          // Full jitter: clients that failed together do not come back together.
          await sleep(Math.random() * FIRST_PAUSE * 2 ** attempt);
        }
      }
    };

  return { get: send('GET'), put: send('PUT'), delete: send('DELETE'), post: send('POST'), patch: send('PATCH') };
}

/** The peer is in trouble, and is not left alone for it. */
function isWorthAnother(error: unknown): boolean {
  return error instanceof CallError && error.blame === 'peer' && heldBackFor(error) === undefined;
}

async function answerOf({ peer, baseUrl, deadline }: ClientOptions, path: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(new URL(path, baseUrl), init);
    if (response.ok) return response;
    const detail = (await response.text()).slice(0, 500);
    const blame = response.status >= 500 || response.status === 429 ? 'peer' : 'call';
    throw new CallError(`${peer} answered ${response.status}: ${detail}`, peer, blame, { status: response.status });
  } catch (error) {
    if (error instanceof CallError) throw error;
    const late = error instanceof Error && error.name === 'TimeoutError';
    throw new CallError(late ? `${peer} did not answer within ${deadline} ms` : `${peer} cannot be reached`, peer, 'peer', {
      cause: error,
    });
  }
}

async function parsed<T extends z.ZodType>(peer: string, schema: T, response: Response): Promise<z.output<T>> {
  const text = await response.text();
  const result = schema.safeParse(text === '' ? undefined : jsonOf(text));
  if (result.success) return result.data;
  throw new CallError(`${peer} answered something else than was agreed`, peer, 'call', { status: response.status, cause: result.error });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
