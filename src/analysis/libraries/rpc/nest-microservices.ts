import type { ExternalCall } from '../../../model/program.js';
import { alternatives, callResult, external, lit, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { onEach } from '../rows.js';
import { calleeName, listOf, option, origin, receiver, text } from '../select.js';

const PKG = '@nestjs/microservices';
const FACTORY = `${PKG}.ClientProxyFactory.create`;
const TRANSPORTS = ['TCP', 'Redis', 'Nats', 'Mqtt', 'RMQ', 'Kafka', 'KafkaProxy'];
const PROXIES = [`${FACTORY}()`, `${PKG}.ClientProxy()`, ...TRANSPORTS.map((name) => `${PKG}.Client${name}()`)];
const GRPC = [`${PKG}.ClientGrpc()`, `${PKG}.ClientGrpcProxy()`, `${FACTORY}()`];
const APP = '@nestjs/core.NestFactory.create()';

/** `ClientsModule.register([{ name, transport, options }])`, `registerAsync([{ name, useFactory }])`, `{ clients: [] }`. */
function* clients(call: ExternalCall): Generator<Signal> {
  const [given] = call.args;
  for (const entry of listOf(option(given, 'clients') ?? given)) {
    const config = option(entry, 'useFactory()') ?? option(entry, 'useClass()') ?? entry;
    yield { kind: 'message-client', token: option(entry, 'name'), config, call };
  }
}

/** `@Client({ transport, options }) client: ClientProxy`: the field's value carries the decorator, this is for people who count clients. */
function decoratedField(call: ExternalCall): Signal | undefined {
  return call.args[0] && { kind: 'message-client', token: undefined, config: call.args[0], call };
}

function send(call: ExternalCall): Signal | undefined {
  const client = receiver(call);
  const [pattern] = call.args;
  return (
    client &&
    pattern && { kind: 'message-send', client: proxyOf(client), style: calleeName(call) === 'emit' ? 'event' : 'request', pattern, call }
  );
}

/** The one behind `a ?? b`; a proxy that a decorator configures in place is as good as one that a factory makes. */
function proxyOf(client: Residual): Residual {
  const proxy = alternatives(client).find((one) => one.k === 'call') ?? client;
  if (proxy.k !== 'call' || proxy.injected?.decorator !== `${PKG}.Client`) return proxy;
  return callResult(external(FACTORY), proxy.injected.decoratorArgs ?? [], { site: proxy.site, isNew: false });
}

/** A list of patterns stays a list. */
function handler(call: ExternalCall): Signal | undefined {
  const [pattern] = call.args;
  if (call.decorates?.kind !== 'method' || !pattern) return undefined;
  return { kind: 'message-handler', style: calleeName(call) === 'EventPattern' ? 'event' : 'request', pattern, call };
}

/** `createMicroservice(Module, config)`, `app.connectMicroservice(config)`. */
const server =
  (position: number): Row =>
  (call) => {
    const given = call.args[position];
    return given && { kind: 'message-server', config: option(given, 'useFactory()') ?? given, call };
  };

/** `@GrpcMethod('Orders', 'Find')`; without names the class and the method give them. */
function grpcHandler(call: ExternalCall): Signal | undefined {
  const { decorates } = call;
  if (decorates?.kind !== 'method') return undefined;
  const method = text(call.args[1]) ?? capitalised(decorates.member ?? '');
  return { kind: 'grpc-handler', service: call.args[0] ?? lit(decorates.className), methods: [method], call };
}

/**
 * Generated code decorates by itself: `GrpcMethod('Orders', name)(controller.prototype[name], name, descriptor)` for every rpc. Who only
 * calls the service has that code as well, and no class for it.
 */
function grpcDecorated(call: ExternalCall): Signal | undefined {
  const { callee } = call;
  const methods = alternatives(call.args[0] ?? lit(null));
  const isOfClass = methods.some((method) => method.k !== 'unknown' || method.why !== 'param');
  const service = callee.k === 'call' && isOfClass ? callee.args[0] : undefined;
  return service && { kind: 'grpc-handler', service, methods: undefined, call };
}

/** `client.getService('Orders').find(…)`. */
function grpcCall(call: ExternalCall): Signal | undefined {
  const made = origin(receiver(call), /\.getService$/);
  const [service] = made?.args ?? [];
  const client = made && receiver(made);
  return service && { kind: 'grpc-call', service, method: capitalised(calleeName(call)), ...(client && { client: proxyOf(client) }), call };
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export const nestMicroservices = defineLibrary({
  package: PKG,
  types: { '@nestjs/common.INestMicroservice': '@nestjs/core.NestFactory.createMicroservice()' },
  calls: {
    [`${PKG}.ClientsModule.{register,registerAsync}`]: clients,
    [`${PKG}.Client`]: decoratedField,
    ...onEach(PROXIES, '{send,emit}', send),
    [`${PKG}.{MessagePattern,EventPattern}`]: handler,
    [`${PKG}.{GrpcMethod,GrpcStreamMethod,GrpcStreamCall}`]: grpcHandler,
    [`${PKG}.{GrpcMethod,GrpcStreamMethod}()`]: grpcDecorated,
    ...onEach(GRPC, 'getService().*', grpcCall),
    '@nestjs/core.NestFactory.createMicroservice': server(1),
    [`${APP}.connectMicroservice`]: server(0),
  },
  // A request that is only subscribed to is sent all the same: the callback runs with its answer.
  callbacks: onEach(PROXIES, '{send,emit}().subscribe', { args: 'all' as const, when: 'immediate' as const }),
  entries: {
    [`${PKG}.MessagePattern`]: 'rpc',
    [`${PKG}.EventPattern`]: 'consumer',
    [`${PKG}.{GrpcMethod,GrpcStreamMethod,GrpcStreamCall}`]: 'rpc',
  },
});
