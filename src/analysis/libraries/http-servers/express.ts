import { alternatives, isKnown, type Residual } from '../../../model/residual.js';
import type { CallbackRow, ExternalCall } from '../../../model/program.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type ValueRow } from '../define-library.js';
import { onEach, routes, unreadRoute } from '../rows.js';
import { calleeName, isText, listOf, option, origin, receiver } from '../select.js';

const VERBS = 'get,post,put,patch,delete,head,options,all,del,search';
/** Express and what has its interface. */
const APPS = ['express()', 'express.Router()', 'express-promise-router()', 'polka()', 'restify.createServer()', 'connect()', 'router()'];

/** `app.get('/x', …)`. One argument reads a setting; a first argument that is no path is a handler. */
export function* routed(call: ExternalCall): Generator<Signal> {
  const router = receiver(call);
  const [paths, handler] = call.args;
  if (router && handler) yield* routes({ methods: [calleeName(call)], paths, router, call });
}

/** `router.route('/x').get(…)`. */
export function* routeChain(call: ExternalCall): Generator<Signal> {
  const route = origin(receiver(call), /\.route$/);
  const router = route && receiver(route);
  if (router) yield* routes({ methods: [calleeName(call)], paths: route.args[0], router, call });
}

/** `app.use('/api', a, [b, c])`: every argument behind the path may be a router, or an app of its own. */
export function* mounts(call: ExternalCall): Generator<Signal> {
  const parent = receiver(call);
  const [first, ...rest] = call.args;
  if (!parent || !first) return;
  const prefixed = rest.length > 0 && !isHandler(first);
  const children = (prefixed ? rest : call.args).flatMap(listOf).filter((child) => child.k === 'call' || child.k === 'instance');
  const prefixes = prefixed ? (first.k === 'array' ? first.items : [first]) : [undefined];
  for (const prefix of prefixes) for (const child of children) yield { kind: 'mount', parent, prefix, child, call };
}

/** What is called with requests: a function, a router, middleware that a package made. */
function isHandler(value: Residual): boolean {
  const [one] = listOf(value);
  return one !== undefined && one.k !== 'prop' && one.k !== 'element' && !isText(one);
}

export function listens(call: ExternalCall): Signal {
  const [first] = call.args;
  const port = option(first, 'port') ?? first;
  return { kind: 'listen', port: port && isKnown(port) && port.k !== 'fn' ? port : undefined, call };
}

/** `app.use(a).use(b)`: the app again. `app.get('port')` is a setting. */
export const chained: ValueRow = ({ callee, args }) => (callee.k === 'prop' && args.some(isBehaviour) ? callee.of : undefined);

function isBehaviour(arg: Residual): boolean {
  return arg.k === 'fn' || arg.k === 'array' || arg.k === 'call' || alternatives(arg).some((a) => a.k === 'fn');
}

export const HANDLERS: CallbackRow = { args: 'all', when: 'registered', entry: 'route' };
export const STARTUP: CallbackRow = { args: 'all', when: 'registered', entry: 'startup' };

export const express = defineLibrary({
  package: 'express',
  types: {
    'express.Express': 'express()',
    'express.Application': 'express()',
    'express.Router': 'express.Router()',
    'express.IRouter': 'express.Router()',
    'express-serve-static-core.Express': 'express()',
    'express-serve-static-core.Application': 'express()',
    'express-serve-static-core.Router': 'express.Router()',
  },
  calls: {
    ...onEach(APPS, `{${VERBS}}`, routed),
    ...onEach(APPS, `route().{${VERBS}}`, routeChain),
    ...onEach(APPS, '{[],route().[]}', unreadRoute),
    ...onEach(APPS, 'use', mounts),
    ...onEach(APPS, 'listen', listens),
    'node:{http,https,http2}.{createServer,createSecureServer,Server}().listen': listens,
  },
  values: {
    ...onEach(APPS, `{${VERBS},use,param,engine}`, chained),
    ...onEach(APPS, `route().{${VERBS}}`, chained),
  },
  callbacks: {
    ...onEach(APPS, `{${VERBS},use,param,[]}`, HANDLERS),
    ...onEach(APPS, `route().{${VERBS},[]}`, HANDLERS),
    ...onEach(APPS, 'listen', STARTUP),
    'node:{http,https,http2}.{createServer,createSecureServer}': HANDLERS,
    'node:{http,https,http2}.{createServer,createSecureServer,Server}().listen': STARTUP,
  },
});
