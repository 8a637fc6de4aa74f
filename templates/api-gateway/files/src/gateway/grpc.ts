import { Client, credentials, Metadata, type MethodDefinition, type ServiceDefinition, type ServiceError, status } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

import { CallError, type Calls } from '../calls.js';

/** Beside src/ as beside dist/. */
const FOLDER = new URL('../../protos/', import.meta.url);

/** What HTTP says for what gRPC has said. */
const HTTP_STATUS: Readonly<Partial<Record<status, number>>> = {
  [status.INVALID_ARGUMENT]: 400,
  [status.FAILED_PRECONDITION]: 412,
  [status.OUT_OF_RANGE]: 400,
  [status.UNAUTHENTICATED]: 401,
  [status.PERMISSION_DENIED]: 403,
  [status.NOT_FOUND]: 404,
  [status.ALREADY_EXISTS]: 409,
  [status.ABORTED]: 409,
  [status.RESOURCE_EXHAUSTED]: 429,
  [status.UNIMPLEMENTED]: 501,
  [status.UNAVAILABLE]: 503,
  [status.DEADLINE_EXCEEDED]: 504,
};

/** The methods of a service of a file in protos/. */
export function readService(file: string, name: string): ServiceDefinition {
  const found = loadSync(new URL(file, FOLDER).pathname, { longs: Number, enums: String, defaults: true, arrays: true })[name];
  if (found === undefined || 'format' in found) throw new Error(`protos/${file} has no service ${name}.`);
  return found as ServiceDefinition;
}

/** `details.status` of its errors is that of HTTP. */
export type Invoke = (address: string, method: MethodDefinition<unknown, unknown>, message: object) => Promise<object>;

export interface InvokeOptions {
  readonly peer: string;
  readonly calls: Calls;
  /** In milliseconds. */
  readonly timeout: number;
}

/** Calls by address (`http://host:port`), over one connection for each. */
export function invoker({ peer, calls, timeout }: InvokeOptions): { readonly invoke: Invoke; readonly close: () => void } {
  const clients = new Map<string, Client>();
  const clientOf = (address: string): Client => {
    const known = clients.get(address) ?? new Client(new URL(address).host, credentials.createInsecure());
    clients.set(address, known);
    return known;
  };
  return {
    invoke: async (address, method, message) =>
      calls.send({ carrier: 'grpc', peer, operation: method.path.slice(1) }, async (headers) => {
        const metadata = new Metadata();
        for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
        return new Promise<object>((resolve, reject) => {
          const { path, requestSerialize, responseDeserialize } = method;
          const options = { deadline: Date.now() + timeout };
          clientOf(address).makeUnaryRequest(path, requestSerialize, responseDeserialize, message, metadata, options, (error, answer) => {
            if (error === null) resolve(answer as object);
            else reject(callError(peer, error));
          });
        });
      }),
    close() {
      for (const client of clients.values()) client.close();
    },
  };
}

function callError(peer: string, error: ServiceError): CallError {
  const code = HTTP_STATUS[error.code] ?? 502;
  return new CallError(error.details, peer, code >= 500 ? 'peer' : 'call', { status: code, cause: error });
}
