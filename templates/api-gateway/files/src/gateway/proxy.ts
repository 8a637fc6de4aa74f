import { Readable } from 'node:stream';

import type { FastifyReply, FastifyRequest } from 'fastify';

import { CallError, type Calls } from '../calls.js';
import { Problem } from '../problem.js';
import type { Balancer } from './balancer.js';
import type { Route } from './routes.js';

/** What belongs to one connection only, and what nobody outside may claim. */
const NOT_PASSED_ON: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-service-token',
]);

/** fetch has decoded the body. */
const NOT_PASSED_BACK: ReadonlySet<string> = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'transfer-encoding',
]);

const REPEATABLE = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

export interface ProxyOptions {
  readonly route: Route;
  readonly balancer: Balancer;
  readonly calls: Calls;
  /** For one instance, in milliseconds. */
  readonly timeout: number;
}

/** Passes a request on to an instance of its service, and to another one when that may be repeated. */
export async function proxy(request: FastifyRequest, reply: FastifyReply, options: ProxyOptions): Promise<FastifyReply> {
  const tried = new Set<string>();
  const repeatable = REPEATABLE.has(request.method) || request.headers['idempotency-key'] !== undefined;
  for (;;) {
    const address = options.balancer.pick(tried);
    if (address === undefined) throw new Problem(502, 'Bad gateway', `${options.route.name} does not answer.`);
    tried.add(address);
    try {
      return await passBack(reply, await ask(request, address, options));
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      request.log.warn({ err: error, address }, 'an instance did not answer');
      if (error.details.status === 504 && !repeatable)
        throw new Problem(504, 'Gateway timeout', `${options.route.name} does not answer in time.`);
      // Refused by the own breaker, or perhaps already done by the instance: not to be tried again.
      if (error.name !== 'CallError' || !repeatable)
        throw new Problem(503, 'Service unavailable', `${options.route.name} does not answer.`);
    }
  }
}

async function ask(request: FastifyRequest, address: string, { route, balancer, calls, timeout }: ProxyOptions): Promise<Response> {
  const operation = `${request.method} ${route.prefix}`;
  return calls.send({ carrier: 'http', peer: route.name, operation }, async (headers) => {
    try {
      const response = await fetch(new URL(request.url, address), {
        method: request.method,
        headers: { ...forwarded(request), ...headers },
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
        ...(request.body instanceof Buffer && request.body.length > 0 ? { body: new Uint8Array(request.body) } : {}),
      });
      balancer.report(address, response.status < 500);
      return response;
    } catch (error) {
      balancer.report(address, false);
      const late = error instanceof Error && error.name === 'TimeoutError';
      throw new CallError(`${address} cannot be reached`, route.name, 'peer', { status: late ? 504 : 502, cause: error });
    }
  });
}

async function passBack(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  for (const [name, value] of response.headers) {
    if (!NOT_PASSED_BACK.has(name)) void reply.header(name, value);
  }
  void reply.code(response.status);
  return response.body === null ? reply.send() : reply.send(Readable.fromWeb(response.body as never));
}

function forwarded({ headers, ip, host }: FastifyRequest): Record<string, string> {
  const passed = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || NOT_PASSED_ON.has(name) ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
  );
  return {
    ...(Object.fromEntries(passed) as Record<string, string>),
    'x-forwarded-for': ip,
    'x-forwarded-host': host,
  };
}
