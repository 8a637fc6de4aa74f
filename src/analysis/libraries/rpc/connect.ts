import type { ExternalCall } from '../../../model/program.js';
import { lit, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type Row } from '../define-library.js';
import { calleeName, option, receiver, text } from '../select.js';
import { capitalised, serviceName } from './grpc.js';

/** A description of a service by its full name: of Connect, of ts-proto; else by the name under which it was imported. */
function nameOf(service: Residual | undefined): Residual | undefined {
  if (!service) return undefined;
  const full = text(option(service, 'typeName')) ?? text(option(service, 'fullName'));
  const name = full ?? serviceName(service).replace(/Definition$/, '');
  return name === '' ? undefined : lit(name);
}

/** `createConnectTransport({ baseUrl })`, `createChannel('orders:50051')`. */
function addressOf(transport: Residual | undefined): Residual | undefined {
  if (transport?.k !== 'call') return undefined;
  const [given] = transport.args;
  return option(given, 'baseUrl') ?? (given?.k === 'object' ? undefined : given);
}

/** `createClient(OrdersService, transport).getOrder(request)`. */
const called: Row = (call) => {
  const client = receiver(call);
  if (client?.k !== 'call') return undefined;
  const [service, transport] = client.args;
  const [name, address] = [nameOf(service), addressOf(transport)];
  return name && { kind: 'grpc-call', service: name, method: capitalised(calleeName(call)), ...(address && { address }), call };
};

/** `router.service(OrdersService, { getOrder })`. */
function served(call: ExternalCall): Signal | undefined {
  const [service, implementation] = call.args;
  const name = nameOf(service);
  const methods = implementation?.k === 'object' ? [...implementation.props.keys()].map(capitalised) : undefined;
  return name && { kind: 'grpc-handler', service: name, methods, call };
}

const ROUTER = '@connectrpc/connect.ConnectRouter()';
const CLIENTS = [
  '@connectrpc/connect.{createClient,createPromiseClient}()',
  'nice-grpc.createClient()',
  'nice-grpc.createClientFactory().create()',
];
const handled = { args: [1], when: 'registered' as const, entry: 'rpc' as const };
const routes = { args: [], when: 'immediate' as const, properties: ['routes'], params: [ROUTER] };

/** gRPC by Connect, and by nice-grpc, whose clients are functions too. */
export const connect = defineLibrary({
  package: '@connectrpc/connect',
  types: { '@connectrpc/connect.ConnectRouter': ROUTER },
  calls: {
    ...Object.fromEntries(CLIENTS.map((client) => [`${client}.*`, called])),
    [`${ROUTER}.service`]: served,
    'nice-grpc.createServer().add': served,
    'nice-grpc.createServer().listen': (call) => ({ kind: 'listen', port: call.args[0], call }),
  },
  values: {
    'nice-grpc.{createServer,createClientFactory}().use': ({ callee }) => (callee.k === 'prop' ? callee.of : undefined),
  },
  callbacks: {
    [`${ROUTER}.service`]: handled,
    'nice-grpc.createServer().add': handled,
    '@connectrpc/connect-node.connectNodeAdapter': routes,
    '@connectrpc/connect-express.expressConnectMiddleware': routes,
    '@connectrpc/connect-next.nextJsApiRouter': routes,
  },
});
