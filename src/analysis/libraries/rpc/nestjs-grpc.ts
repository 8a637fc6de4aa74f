import type { ExternalCall, Program } from '../../../model/program.js';
import { lit, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { configured } from '../data/connection.js';
import { defineLibrary } from '../define-library.js';
import { ofProgram } from '../of-program.js';
import { option, text } from '../select.js';
import { capitalised } from './grpc.js';

const PKG = 'nestjs-grpc';
const CALLS = 'call,serverStream,clientStream,bidiStream,createServerStream,createClientStream,createBidiStream';

/** `client.call('Orders', 'Find', request)`: where a service is, the module that consumes it tells. */
function called(call: ExternalCall, program: Program): Signal | undefined {
  const [service, method] = call.args;
  const name = text(method);
  if (!service || name === undefined) return undefined;
  const address = addressOf(service, program);
  return { kind: 'grpc-call', service, method: capitalised(name), ...(address && { address }), call };
}

/** `GrpcModule.forConsumer({ serviceName, url })`; one that names no service is for all. */
function addressOf(service: Residual, program: Program): Residual | undefined {
  const of = (config: Residual | undefined): string | undefined => text(option(config, 'serviceName'));
  const known = consumers(program);
  return option(known.find((config) => of(config) === text(service)) ?? known.find((config) => of(config) === undefined), 'url');
}

const consumers = ofProgram(({ calls }) =>
  calls.filter(({ path }) => path.startsWith(`${PKG}.GrpcModule.forConsumer`)).map(({ args }) => configured(args[0])),
);

/** `@GrpcMethod('Find')` in a class with `@GrpcController('Orders')`; without names the class and the method give them. */
function handler(call: ExternalCall): Signal | undefined {
  const { decorates } = call;
  if (decorates?.kind !== 'method') return undefined;
  const [service] = decorates.classDecorators.find(({ path }) => path === `${PKG}.GrpcController`)?.args ?? [];
  const [given] = call.args;
  const method = text(given) ?? text(option(given, 'methodName')) ?? decorates.member ?? '';
  return {
    kind: 'grpc-handler',
    service: option(service, 'serviceName') ?? service ?? lit(decorates.className),
    methods: [capitalised(method)],
    call,
  };
}

/** A package that wraps gRPC for Nest: modules for who serves and who consumes, decorators of its own, and one client for all services. */
export const nestjsGrpc = defineLibrary({
  package: PKG,
  calls: {
    [`${PKG}.GrpcClientService().{${CALLS}}`]: called,
    [`${PKG}.{GrpcMethod,GrpcStream}`]: handler,
    [`${PKG}.GrpcModule.{forConsumer,forConsumerAsync}`]: () => undefined,
  },
  entries: { [`${PKG}.{GrpcMethod,GrpcStream}`]: 'rpc' },
});
