import type { ExternalCall, Program } from '../../../model/program.js';
import { lit, pathOf, type CallResult, type Residual } from '../../../model/residual.js';
import type { RouteSignal } from '../../../model/signal.js';
import { builder } from '../data/connection.js';
import { defineLibrary, type Row } from '../define-library.js';
import { httpRequest } from '../rows.js';
import { calleeName, namesAbove, option, optionInside, options, origin, root } from '../select.js';

const BASE = '@trpc/server.initTRPC.create()';
const PROCEDURE = `${BASE}.procedure`;
const KINDS = 'query,mutation,subscription';
/** Names on the way to a procedure of a client: `client.orders.lines.add.mutate()`. */
const LEVELS = ['*', '*.*', '*.*.*', '*.*.*.*'];
const CLIENT = '@trpc/client.{createTRPCClient,createTRPCProxyClient}()';
const MAX_DEPTH = 6;

/** `createExpressMiddleware({ router })`: each procedure of the router, under the names on the way to it. */
function* served(call: ExternalCall, program: Program): Generator<RouteSignal> {
  const router = option(call.args[0], 'router') ?? options(call.args[0], 'trpcOptions', 'router');
  for (const { name, procedure } of router ? proceduresIn(router, [], 0) : []) {
    const method = calleeOf(procedure) === 'query' ? 'GET' : 'POST';
    // Registered where the procedure is written, so that what it does is what the route does.
    const own = program.calls.find(({ site, path }) => site === procedure.site && path.startsWith(PROCEDURE));
    yield { kind: 'route', method, path: lit(`/${name.join('.')}`), router: call.result, protocol: 'http', call: own ?? call };
  }
}

interface Procedure {
  readonly name: readonly string[];
  readonly procedure: CallResult;
}

function proceduresIn(of: Residual, name: readonly string[], depth: number): Procedure[] {
  if (depth > MAX_DEPTH) return [];
  if (of.k === 'object') return [...of.props].flatMap(([key, value]) => proceduresIn(value, [...name, key], depth + 1));
  if (of.k !== 'call') return [];
  const kind = calleeOf(of);
  if (KINDS.split(',').includes(kind)) return [{ name, procedure: of }];
  return kind === 'router' || kind === 'mergeRouters' ? of.args.flatMap((arg) => proceduresIn(arg, name, depth + 1)) : [];
}

function calleeOf({ callee }: CallResult): string {
  return calleeName({ path: pathOf(callee) ?? '' });
}

const asked: Row = (call, program) => {
  const base = optionInside(
    option(origin(call.callee, /\.createTRPC(?:Proxy)?Client$/)?.args[0] ?? root(call.callee)?.args[0], 'links'),
    'url',
  );
  const method = lit(calleeName(call) === 'query' ? 'GET' : 'POST');
  return httpRequest({ method: () => method, url: () => lit(`/${namesAbove(call).join('.')}`), ...(base && { base: () => base }) })(
    call,
    program,
  );
};

const ADAPTERS = [
  '@trpc/server/adapters/express.createExpressMiddleware',
  '@trpc/server/adapters/standalone.{createHTTPServer,createHTTPHandler}',
  '@trpc/server/adapters/fetch.fetchRequestHandler',
  '@trpc/server/adapters/next.createNextApiHandler',
  '@trpc/server/adapters/aws-lambda.awsLambdaRequestHandler',
];

export const trpc = defineLibrary({
  package: '@trpc/server',
  calls: {
    ...Object.fromEntries(ADAPTERS.map((path) => [path, served])),
    // Read by `served`.
    [`${PROCEDURE}.{${KINDS}}`]: () => undefined,
    ...Object.fromEntries(LEVELS.map((names) => [`${CLIENT}.${names}.{query,mutate,subscribe}`, asked])),
  },
  values: {
    '@trpc/server.initTRPC.{context,meta}': builder,
    // What lies between makes no other path.
    '@trpc/server.initTRPC.{context,meta}().{context,meta}': builder,
    [`${PROCEDURE}.{input,output,use,meta,concat,unstable_concat}`]: builder,
  },
  callbacks: { [`${PROCEDURE}.{${KINDS}}`]: { args: [0], when: 'registered', entry: 'route' } },
});
