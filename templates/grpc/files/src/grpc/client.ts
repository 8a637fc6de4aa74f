import { Client, credentials, Metadata, type ServiceDefinition, type ServiceError, status } from '@grpc/grpc-js';
import type { z } from 'zod';

import { CallError, type Calls } from '../calls.js';

export interface GrpcClientOptions {
  /** Name of the service: what breakers, traces and metrics know it by. */
  readonly peer: string;
  /** `dns:///host:port`: spreads the calls over all addresses of the name. */
  readonly address: string;
  readonly definition: ServiceDefinition;
  /** For one call, in milliseconds. */
  readonly deadline: number;
}

export interface GrpcClient {
  /** A unary method by its name. Throws CallError. */
  call<S extends z.ZodType>(method: string, request: object, schema: S): Promise<z.output<S>>;
  close(): void;
}

/** The peer is in trouble; all other codes mean the request. */
const IN_TROUBLE: ReadonlySet<status> = new Set([
  status.DEADLINE_EXCEEDED,
  status.UNAVAILABLE,
  status.INTERNAL,
  status.UNKNOWN,
  status.RESOURCE_EXHAUSTED,
  status.DATA_LOSS,
]);

/** One connection spreads its calls over all instances. */
const BALANCED = JSON.stringify({ loadBalancingConfig: [{ round_robin: {} }] });

export function createGrpcClient(calls: Calls, { peer, address, definition, deadline }: GrpcClientOptions): GrpcClient {
  const client = new Client(address, credentials.createInsecure(), { 'grpc.service_config': BALANCED });
  return {
    async call(name, request, schema) {
      const method = definition[name];
      if (method === undefined) throw new Error(`${peer} has no method ${name}.`);
      return calls.send({ carrier: 'grpc', peer, operation: method.path.slice(1) }, async (headers) => {
        const answer = await new Promise<unknown>((resolve, reject) => {
          const { path, requestSerialize, responseDeserialize } = method;
          const options = { deadline: Date.now() + deadline };
          client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, metadataOf(headers), options, (error, value) => {
            if (error === null) resolve(value);
            else reject(callError(peer, error));
          });
        });
        const result = schema.safeParse(answer);
        if (result.success) return result.data;
        throw new CallError(`${peer} answered something else than was agreed`, peer, 'call', { cause: result.error });
      });
    },
    close() {
      client.close();
    },
  };
}

function callError(peer: string, error: ServiceError): CallError {
  const blame = IN_TROUBLE.has(error.code) ? 'peer' : 'call';
  return new CallError(`${peer} answered ${status[error.code]}: ${error.details}`, peer, blame, { status: error.code, cause: error });
}

function metadataOf(headers: Readonly<Record<string, string>>): Metadata {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  return metadata;
}
