import type { ExternalCall } from '../../../model/program.js';
import { alternatives, lit, pathOf, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { calleeName } from '../select.js';

const PKG = '{@grpc/grpc-js,grpc}';

/** `new proto.shop.Orders(address, …).find(…)`: the class's path ends in the service's name. */
function request(call: ExternalCall): Signal | undefined {
  const client = call.callee.k === 'prop' ? call.callee.of : undefined;
  if (client?.k !== 'call') return undefined;
  const [address] = client.args;
  const method = calleeName(call);
  if (/^(close|getChannel|waitForReady|makeUnaryRequest)$/.test(method)) return undefined;
  return {
    kind: 'grpc-call',
    service: lit(serviceName(client.callee)),
    method: method.charAt(0).toUpperCase() + method.slice(1),
    ...(address && { address }),
    call,
  };
}

/** `server.addService(proto.shop.Orders.service, { find })`. */
function* service(call: ExternalCall): Generator<Signal> {
  const [definition, implementation] = call.args;
  if (!definition) return;
  const methods =
    implementation?.k === 'object' ? [...implementation.props.keys()].map((m) => m.charAt(0).toUpperCase() + m.slice(1)) : undefined;
  yield { kind: 'grpc-handler', service: lit(serviceName(definition)), methods, call };
}

/** Names behind the package definition: `shop.Orders`; generated code keeps its own name without the suffix. */
function serviceName(of: Residual): string {
  const only = alternatives(of)[0] ?? of;
  const path = pathOf(only) ?? (only.k === 'prop' ? only.name : only.k === 'unknown' ? only.text : '');
  return (
    path
      .replace(/\.service$/, '')
      .split('()')
      .at(-1)
      ?.replace(/^\./, '')
      .replace(/(?:Client|Service)?$/, (end) => (end === 'Client' ? '' : end)) ?? ''
  );
}

const NAMES = ['*', '*.*', '*.*.*', '*.*.*.*'];

export const grpc = defineLibrary({
  package: '@grpc/grpc-js',
  calls: {
    ...Object.fromEntries(NAMES.map((names) => [`${PKG}.loadPackageDefinition().${names}().*`, request])),
    ...Object.fromEntries(NAMES.map((names) => [`grpc.load().${names}().*`, request])),
    [`${PKG}.Server().{addService,addProtoService}`]: service,
    [`${PKG}.Server().{bindAsync,bind}`]: (call) => ({ kind: 'listen', port: call.args[0], call }),
  },
  callbacks: {
    [`${PKG}.Server().{addService,addProtoService}`]: { args: [1], when: 'registered', entry: 'rpc' },
    [`${PKG}.Server().bindAsync`]: { args: 'all', when: 'registered', entry: 'startup' },
  },
  values: { '@grpc/proto-loader.load': ({ args }) => args[0] },
});
