import type { ExternalCall } from '../../../model/program.js';
import { alternatives, lit, pathOf, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { onEach } from '../rows.js';
import { calleeName, receiver, text } from '../select.js';

const PACKAGES = ['@grpc/grpc-js', 'grpc'];
/** Clients by their constructor: of a loaded package (`proto.shop.Orders`), or of generated code. */
const LOADED = ['*', '*.*', '*.*.*', '*.*.*.*'].flatMap((names) => [
  `@grpc/grpc-js.loadPackageDefinition().${names}`,
  `grpc.loadPackageDefinition().${names}`,
  `grpc.load().${names}`,
]);
const GENERATED = PACKAGES.flatMap((pkg) => [`${pkg}.makeGenericClientConstructor()`, `${pkg}.makeClientConstructor()`]);
const CLIENTS = [...LOADED, ...GENERATED].map((path) => `${path}()`);

/** Methods of every client that are no calls. */
const OWN = new Set([
  'close',
  'getChannel',
  'waitForReady',
  'makeUnaryRequest',
  'makeClientStreamRequest',
  'makeServerStreamRequest',
  'makeBidiStreamRequest',
  '$',
]);

/** `new proto.shop.Orders(address, credentials).find(request)`. */
const called: Row = (call) => {
  const client = alternatives(receiver(call) ?? call.callee).find((one) => one.k === 'call');
  const method = calleeName(call);
  if (client?.k !== 'call' || OWN.has(method)) return undefined;
  const [address] = client.args;
  return { kind: 'grpc-call', service: lit(serviceName(client.callee)), method: capitalised(method), ...(address && { address }), call };
};

/** `server.addService(proto.shop.Orders.service, { find })`. */
function served(call: ExternalCall): Signal | undefined {
  const [definition, implementation] = call.args;
  if (!definition) return undefined;
  const methods = implementation?.k === 'object' ? [...implementation.props.keys()].map(capitalised) : undefined;
  return { kind: 'grpc-handler', service: lit(serviceName(definition)), methods, call };
}

export function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `shop.Orders` out of `proto.shop.Orders.service`, out of a generated definition, or out of the name it was imported by. */
export function serviceName(of: Residual): string {
  const only = alternatives(of)[0] ?? of;
  if (only.k === 'object') return definedName(only) ?? '';
  if (only.k === 'call') return text(only.args[1]) ?? definedName(only.args[0]) ?? '';
  const path = pathOf(only) ?? (only.k === 'prop' ? `.${only.name}` : only.k === 'unknown' ? only.text : '');
  const names =
    path
      .split('()')
      .at(-1)
      ?.replace(/^\./, '')
      .replace(/\.service$/, '') ?? '';
  return names.replace(/^[\w./-]*_grpc_pb\./, '').replace(/Client$/, '');
}

/** Generated: `{ find: { path: '/shop.Orders/Find', … } }`. */
function definedName(definition: Residual | undefined): string | undefined {
  if (definition?.k !== 'object') return undefined;
  const [method] = definition.props.values();
  const path = method?.k === 'object' ? text(method.props.get('path')) : undefined;
  return path?.split('/')[1];
}

export const grpc = defineLibrary({
  package: '@grpc/grpc-js',
  calls: {
    ...onEach(CLIENTS, '*', called),
    ...onEach(PACKAGES, 'Server().{addService,addProtoService}', served),
    ...onEach(PACKAGES, 'Server().{bindAsync,bind}', (call: ExternalCall) => ({ kind: 'listen' as const, port: call.args[0], call })),
  },
  callbacks: {
    ...onEach(PACKAGES, 'Server().{addService,addProtoService}', { args: [1], when: 'registered' as const, entry: 'rpc' as const }),
    ...onEach(PACKAGES, 'Server().bindAsync', { args: 'all' as const, when: 'registered' as const, entry: 'startup' as const }),
  },
  values: { '@grpc/proto-loader.{load,loadSync}': ({ args }) => args[0] },
});
