import type { ExternalCall } from '../../../model/program.js';
import { alternatives, lit, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { calleeName, listOf, option, origin, receiver, text } from '../select.js';

const PKG = '@nestjs/microservices';
const PROXIES = ['ClientProxy', 'ClientKafka', 'ClientKafkaProxy', 'ClientRMQ', 'ClientTCP', 'ClientRedis', 'ClientNats', 'ClientMqtt'].map(
  (name) => `${PKG}.${name}()`,
);
const FACTORIES = [`${PKG}.ClientProxyFactory.create()`, ...PROXIES];

/** `ClientsModule.register([{ name, transport, options }])`, `registerAsync([{ name, useFactory }])`, `{ clients: [] }`. */
function* clients(call: ExternalCall): Generator<Signal> {
  const [given] = call.args;
  for (const entry of listOf(option(given, 'clients') ?? given)) {
    const config = option(entry, 'useFactory()') ?? option(entry, 'useClass()') ?? entry;
    yield { kind: 'message-client', token: option(entry, 'name'), config, call };
  }
}

function send(call: ExternalCall): Signal | undefined {
  const client = receiver(call);
  const [pattern] = call.args;
  if (!client || !pattern) return undefined;
  return { kind: 'message-send', client: clientOf(client), style: calleeName(call) === 'emit' ? 'event' : 'request', pattern, call };
}

/** A proxy made in place carries its configuration; an injected one its token. */
function clientOf(client: Residual): Residual {
  return alternatives(client).find((c) => c.k === 'call') ?? client;
}

function* handlers(call: ExternalCall): Generator<Signal> {
  if (call.decorates?.kind !== 'method') return;
  const style = calleeName(call) === 'EventPattern' ? 'event' : 'request';
  for (const pattern of listOf(call.args[0])) yield { kind: 'message-handler', style, pattern, call };
}

function server(call: ExternalCall): Signal | undefined {
  const config = calleeName(call) === 'createMicroservice' ? call.args[1] : call.args[0];
  return config && { kind: 'message-server', config: option(config, 'useFactory()') ?? config, call };
}

function grpcHandler(call: ExternalCall): Signal | undefined {
  if (call.decorates?.kind !== 'method') return undefined;
  const method = text(call.args[1]) ?? capitalised(call.decorates.member ?? '');
  return { kind: 'grpc-handler', service: call.args[0] ?? lit(call.decorates.className), methods: [method], call };
}

/** `client.getService('Orders').find(…)`. */
function grpcCall(call: ExternalCall): Signal | undefined {
  const made = origin(call.callee, /\.getService$/);
  const [service] = made?.args ?? [];
  const client = made?.callee.k === 'prop' ? made.callee.of : undefined;
  return service && { kind: 'grpc-call', service, method: capitalised(calleeName(call)), ...(client && { client }), call };
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `@Client(config) client: ClientProxy`. */
function field(call: ExternalCall): Signal | undefined {
  return (
    call.args[0] && {
      kind: 'message-client',
      token: call.decorates?.member === undefined ? undefined : lit(`field:${call.decorates.className}.${call.decorates.member}`),
      config: call.args[0],
      call,
    }
  );
}

const GRPC = [`${PKG}.ClientGrpc()`, `${PKG}.ClientGrpcProxy()`, `${PKG}.ClientProxyFactory.create()`];

export const nestMicroservices = defineLibrary({
  package: PKG,
  calls: {
    [`${PKG}.ClientsModule.{register,registerAsync}`]: clients,
    ...Object.fromEntries(FACTORIES.map((path) => [`${path}.{send,emit}`, send])),
    [`${PKG}.{MessagePattern,EventPattern}`]: handlers,
    [`${PKG}.{GrpcMethod,GrpcStreamMethod,GrpcStreamCall}`]: grpcHandler,
    ...Object.fromEntries(GRPC.map((path) => [`${path}.getService().*`, grpcCall])),
    '@nestjs/core.NestFactory.createMicroservice': server,
    '@nestjs/core.NestFactory.create().connectMicroservice': server,
    [`${PKG}.Client`]: field,
  },
  entries: {
    [`${PKG}.MessagePattern`]: 'rpc',
    [`${PKG}.EventPattern`]: 'consumer',
    [`${PKG}.GrpcMethod`]: 'rpc',
    [`${PKG}.GrpcStreamMethod`]: 'rpc',
    [`${PKG}.GrpcStreamCall`]: 'rpc',
  },
});
