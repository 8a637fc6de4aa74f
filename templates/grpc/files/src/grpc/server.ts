import type { Metadata, Server } from '@grpc/grpc-js';
import { ServerCredentials, type ServiceDefinition, status, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { z } from 'zod';

import type { Calls } from '../calls.js';
import type { Logger } from '../log.js';
import { Problem } from '../problem.js';

/** One method: what it takes, and what it does with that. */
export interface Method<S extends z.ZodType = z.ZodType> {
  readonly request: S;
  handle(request: z.output<S>): Promise<object>;
}

/** Infers the type of the request. */
export function method<S extends z.ZodType>(given: Method<S>): Method {
  return given;
}

/** What came out of a handler, as gRPC says it. */
const CODES: Readonly<Record<number, status>> = {
  400: status.INVALID_ARGUMENT,
  401: status.UNAUTHENTICATED,
  403: status.PERMISSION_DENIED,
  404: status.NOT_FOUND,
  409: status.ALREADY_EXISTS,
  412: status.FAILED_PRECONDITION,
  429: status.RESOURCE_EXHAUSTED,
  503: status.UNAVAILABLE,
};

/** Unary methods of one service. */
export function addService(
  server: Server,
  definition: ServiceDefinition,
  methods: Readonly<Record<string, Method>>,
  calls: Calls,
  log: Logger,
): void {
  const implementation: UntypedServiceImplementation = {};
  for (const [name, { path }] of Object.entries(definition)) {
    const found = methods[name];
    if (found === undefined) throw new Error(`The contract has a method ${name} that nobody answers.`);
    implementation[name] = ((call: { request: unknown; metadata: Metadata }, answer: (error: object | null, value?: object) => void) => {
      void calls
        .receive({ carrier: 'grpc', operation: path.slice(1), headers: headersOf(call.metadata) }, async () =>
          found.handle(parsed(found.request, call.request)),
        )
        .then(
          (value) => {
            answer(null, value);
          },
          (error: unknown) => {
            if (!(error instanceof Problem)) log.error({ err: error, operation: path }, 'call failed');
            answer(statusOf(error));
          },
        );
    }) as never;
  }
  server.addService(definition, implementation);
}

export async function listen(server: Server, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}

/** Calls in flight get to finish. */
export async function shutDown(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.tryShutdown(() => {
      resolve();
    });
  });
}

function parsed<S extends z.ZodType>(schema: S, request: unknown): z.output<S> {
  const result = schema.safeParse(request);
  if (result.success) return result.data;
  throw new Problem(400, 'The request is not valid', z.prettifyError(result.error));
}

/** Unexpected errors tell nothing of themselves. */
function statusOf(error: unknown): { code: status; details: string } {
  if (!(error instanceof Problem)) return { code: status.INTERNAL, details: 'Internal error' };
  return { code: CODES[error.status] ?? status.UNKNOWN, details: error.detail ?? error.title };
}

function headersOf(metadata: Metadata): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata.getMap()).map(([name, value]) => [name, value.toString()]));
}
