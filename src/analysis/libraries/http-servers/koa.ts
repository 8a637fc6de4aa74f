import type { ExternalCall, Program } from '../../../model/program.js';
import { template, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { onEach, routes, unreadRoute } from '../rows.js';
import { calleeName, isText, listOf, option, origin, receiver } from '../select.js';
import { chained, HANDLERS, listens, STARTUP } from './express.js';

const ROUTERS = ['@koa/router()', '@koa/router.Router()', 'koa-router()', 'koa-router.Router()'];
const VERBS = 'get,post,put,patch,del,delete,head,options,all';

/** `router.get('name', '/path', …)`: of two texts the first is a name. */
function* routed(call: ExternalCall): Generator<Signal> {
  const [first, second] = call.args;
  const router = receiver(call);
  const paths = isText(first) && isText(second) ? second : first;
  if (router) yield* routes({ methods: [calleeName(call)], paths, router, call });
}

/** `app.use(router.routes())`, `router.use('/x', other.routes())`, `app.use(mount('/x', other))`. */
function* mounts(call: ExternalCall, program: Program): Generator<Signal> {
  const parent = receiver(call);
  const [first] = call.args;
  if (!parent) return;
  for (const arg of call.args.flatMap(listOf)) {
    const [prefix, inner] = origin(arg, 'koa-mount')?.args ?? [first, arg];
    const child = routerOf(inner) ?? (inner === arg ? undefined : inner);
    const parts = [...(isText(prefix) ? [prefix] : []), ...ownPrefix(child, program)];
    if (child) yield { kind: 'mount', parent, prefix: parts.length > 0 ? template(parts) : undefined, child, call };
  }
}

/** `new Router({ prefix })`, `router.prefix('/x')`. */
function ownPrefix(router: Residual | undefined, { calls }: Program): readonly Residual[] {
  if (router?.k !== 'call') return [];
  const later = calls.find((call) => calleeName(call) === 'prefix' && receiver(call)?.hash === router.hash);
  const prefix = option(router.args[0], 'prefix') ?? later?.args[0];
  return prefix ? [prefix] : [];
}

/** `router.routes()` stands for the router. */
function routerOf(middleware: Residual | undefined): Residual | undefined {
  const made = origin(middleware, /\.(?:routes|middleware)$/);
  return made && receiver(made);
}

export const koa = defineLibrary({
  package: 'koa',
  types: { 'koa.Application': 'koa()', 'koa.Koa': 'koa()', '@koa/router.Router': '@koa/router()' },
  calls: {
    ...onEach(ROUTERS, `{${VERBS}}`, routed),
    ...onEach(ROUTERS, '[]', unreadRoute),
    ...onEach(ROUTERS, 'use', mounts),
    // Read by `mounts`.
    ...onEach(ROUTERS, 'prefix', () => undefined),
    'koa().use': mounts,
    'koa().listen': listens,
  },
  values: {
    ...onEach(ROUTERS, `{${VERBS},use,prefix,param}`, ({ callee }: { callee: Residual }) => (callee.k === 'prop' ? callee.of : undefined)),
    'koa().use': chained,
  },
  callbacks: {
    ...onEach(ROUTERS, `{${VERBS},use,param,[]}`, HANDLERS),
    'koa().use': HANDLERS,
    'koa().listen': STARTUP,
  },
});
