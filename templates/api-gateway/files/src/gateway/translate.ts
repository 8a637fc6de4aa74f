import type { FastifyRequest } from 'fastify';

import { CallError, type Calls } from '../calls.js';
import type { Http } from '../http.js';
import { Problem } from '../problem.js';
import type { Service } from '../service.js';
import type { Balancer } from './balancer.js';
import { invoker, readService } from './grpc.js';
import type { GrpcRoute } from './routes.js';

export interface TranslateOptions {
  readonly name: string;
  readonly prefix: string;
  readonly balancer: Balancer;
  readonly calls: Calls;
  readonly timeout: number;
}

/** REST outside, gRPC inside: one route a method; path, query and body become the message. */
export function addTranslation(http: Http, service: Service, grpc: GrpcRoute, options: TranslateOptions): void {
  const { name, prefix, balancer, calls, timeout } = options;
  const definition = readService(grpc.proto, grpc.service);
  const { invoke, close } = invoker({ peer: name, calls, timeout });
  service.onStop(close);

  for (const [rest, rpc] of Object.entries(grpc.methods)) {
    const method = definition[rpc];
    if (method === undefined) throw new Error(`${grpc.service} has no method ${rpc}.`);
    const [verb = 'GET', path = ''] = rest.split(' ');
    http.route({
      method: verb,
      url: `${prefix}${path}`,
      config: { edge: true },
      schema: { hide: true },
      async handler(request) {
        const address = balancer.pick(new Set());
        if (address === undefined) throw new Problem(502, 'Bad gateway', `${name} has no instances.`);
        try {
          const answer = await invoke(address, method, messageOf(request));
          balancer.report(address, true);
          return answer;
        } catch (error) {
          if (!(error instanceof CallError)) throw error;
          balancer.report(address, error.blame === 'call');
          throw problemOf(error, name);
        }
      },
    });
  }
}

function messageOf({ params, query, body }: FastifyRequest): object {
  return { ...(query as object), ...bodyOf(body), ...(params as object) };
}

function bodyOf(body: unknown): object {
  if (!(body instanceof Buffer) || body.length === 0) return {};
  try {
    const parsed: unknown = JSON.parse(body.toString());
    if (typeof parsed === 'object' && parsed !== null) return parsed;
  } catch {
    // Told below, as any other body that is no object.
  }
  throw new Problem(400, 'The request is not valid', 'The body is not a JSON object.');
}

/** Inside of the system errors may name what they like; outside only what the request was to blame for is told. */
function problemOf({ message, blame, details }: CallError, name: string): Problem {
  const status = details.status ?? 503;
  return blame === 'call' ? new Problem(status, message) : new Problem(status, 'Service unavailable', `${name} does not answer.`);
}
