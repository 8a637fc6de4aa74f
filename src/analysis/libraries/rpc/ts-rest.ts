import type { CallbackRow, ExternalCall } from '../../../model/program.js';
import { lit, object, template, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type Row, type ValueRow } from '../define-library.js';
import { httpRequest, routes, upper } from '../rows.js';
import { calleeName, listOf, namesAbove, option, options, origin, root, text } from '../select.js';
import { joined } from '../http-servers/decorators.js';

/** Names on the way to an operation of a client: `client.orders.get()`. */
const LEVELS = ['*', '*.*', '*.*.*', '*.*.*.*'];
const HOOKS = 'query,mutate,useQuery,useSuspenseQuery,useInfiniteQuery,useMutation,fetchQuery,prefetchQuery';
const SERVERS = ['@ts-rest/express', '@ts-rest/fastify'];
const MAX_DEPTH = 5;

/** A contract is what it is written as: operations with a method and a path, under names. */
const contract: ValueRow = ({ args: [operations, options] }) => {
  const prefix = option(options, 'pathPrefix');
  return operations && prefix ? prefixed(operations, prefix, 0) : operations;
};

function prefixed(of: Residual, prefix: Residual, depth: number): Residual {
  if (of.k !== 'object' || depth > MAX_DEPTH) return of;
  const path = of.props.get('path');
  if (path) return object(new Map([...of.props, ['path', template([prefix, path])]]), of.rest);
  return object(new Map([...of.props].map(([name, part]) => [name, prefixed(part, prefix, depth + 1)])), of.rest);
}

/** `client.orders.get()` is the operation of that name; behind it hooks may have names of their own. */
const asked: Row = (call, program) => {
  const made = origin(call.callee, /\.(?:initClient|initQueryClient|initTsrReactQuery)$/) ?? root(call.callee);
  const operation = options(made?.args[0], ...namesOf(call));
  const [path, base] = [option(operation, 'path'), option(made?.args[1], 'baseUrl')];
  if (!path) return undefined;
  const method = upper(option(operation, 'method'));
  return httpRequest({ method: () => method, url: () => path, ...(base && { base: () => base }) })(call, program);
};

function namesOf(call: ExternalCall): string[] {
  const [names, last] = [namesAbove(call), calleeName(call)];
  return names.length > 0 && HOOKS.split(',').includes(last) ? names : [...names, last];
}

/** All operations of a contract, wherever among the arguments it stands. */
const served =
  (position: number): Row =>
  (call) =>
    operationsIn(call.args[position], call, 0);

function* operationsIn(of: Residual | undefined, call: ExternalCall, depth: number): Generator<Signal> {
  if (of?.k !== 'object' || depth > MAX_DEPTH) return;
  const method = text(of.props.get('method'));
  if (method !== undefined) yield* routes({ methods: [method], paths: of.props.get('path'), call });
  else for (const part of of.props.values()) yield* operationsIn(part, call, depth + 1);
}

/** `@TsRestHandler(contract.get)` and `@TsRest(contract.get)`, behind the path of the controller. */
function* decorated(call: ExternalCall): Generator<Signal> {
  const controller = call.decorates?.classDecorators.find(({ path }) => path === '@nestjs/common.Controller');
  const [given] = controller?.args ?? [];
  const prefix = listOf(given?.k === 'object' ? option(given, 'path') : given)[0] ?? lit('');
  for (const signal of operationsIn(call.args[0], call, 0))
    yield signal.kind === 'route' ? { ...signal, path: joined([prefix, signal.path]) } : signal;
}

const handlers: CallbackRow = { args: 'all', when: 'registered', entry: 'route' };
const same: ValueRow = ({ args }) => args[0];

/** Client and server share a contract: `c.router({ get: { method: 'GET', path: '/orders/:id' } })`. */
export const tsRest = defineLibrary({
  package: '@ts-rest/core',
  calls: {
    ...Object.fromEntries(LEVELS.map((names) => [`@ts-rest/core.initClient().${names}`, asked])),
    ...Object.fromEntries(
      LEVELS.map((names) => [
        `{@ts-rest/react-query,@ts-rest/react-query/v5}.{initQueryClient,initTsrReactQuery}().${names}.{${HOOKS}}`,
        asked,
      ]),
    ),
    // Handlers stand beside the contract that they are for.
    ...Object.fromEntries(SERVERS.map((name) => [`${name}.initServer().router`, served(0)])),
    '@ts-rest/next.createNextRouter': served(0),
    '@ts-rest/next.createNextRoute': served(0),
    '@ts-rest/serverless/{aws,fetch,next}.{createLambdaHandler,fetchRequestHandler,tsr.router}': served(0),
    '@ts-rest/nest.{TsRest,TsRestHandler}': decorated,
  },
  values: { '@ts-rest/core.initContract().router': contract, '@ts-rest/core.initContract().{query,mutation,responses}': same },
  callbacks: { ...Object.fromEntries(SERVERS.map((name) => [`${name}.initServer().router`, handlers])) },
  entries: { '@ts-rest/nest.{TsRest,TsRestHandler}': 'route' },
});
