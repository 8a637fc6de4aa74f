import { isKnown, type Residual } from '../../../model/residual.js';
import type { ExternalCall } from '../../../model/program.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { calleeName, isText, listOf, origin, receiver } from '../select.js';

const VERBS = 'get,post,put,patch,delete,head,options,all,del,search';
const APPS = ['express()', 'express.Router()', 'express.express()', 'express-promise-router()', 'polka()', 'restify.createServer()', 'connect()', 'router()'];

/** `app.get('/x', …)`. One argument reads a setting; a first argument that is no path is a handler. */
export function* routes(call: ExternalCall): Generator<Signal> {
  const [path, ...handlers] = call.args;
  const router = receiver(call);
  if (!path || !router || handlers.length === 0) return;
  for (const one of listOf(path).filter(isText)) yield { kind: 'route', method: methodOf(call), path: one, router, protocol: 'http', call };
}

/** `router.route('/x').get(…)`. */
export function* routeChain(call: ExternalCall): Generator<Signal> {
  const route = origin(receiver(call), /\.route$/);
  const router = route?.callee.k === 'prop' ? route.callee.of : undefined;
  for (const path of listOf(route?.args[0])) if (router) yield { kind: 'route', method: methodOf(call), path, router, protocol: 'http', call };
}

/** `app.use('/api', a, b)`: every argument behind the path may be a router. */
export function* mounts(call: ExternalCall): Generator<Signal> {
  const parent = receiver(call);
  const [first, ...rest] = call.args;
  if (!parent || !first) return;
  const paths = listOf(first).filter(isText);
  const children = (paths.length > 0 ? rest : call.args).flatMap(listOf).filter((c) => c.k === 'call');
  for (const prefix of paths.length > 0 ? paths : [undefined]) for (const child of children) yield mount({ parent, prefix, child, call });
}

function mount({ parent, prefix, child, call }: { parent: Residual; prefix: Residual | undefined; child: Residual; call: ExternalCall }): Signal {
  return { kind: 'mount', parent, prefix, child, call };
}

export function listen(call: ExternalCall): Signal {
  const [port] = call.args;
  return { kind: 'listen', port: port && isKnown(port) ? port : undefined, call };
}

function methodOf(call: ExternalCall): string {
  const name = calleeName(call).toUpperCase();
  return name === 'DEL' ? 'DELETE' : name;
}

const each = <T>(suffix: string, row: T): Record<string, T> => Object.fromEntries(APPS.map((app) => [`${app}.${suffix}`, row]));

export const express = defineLibrary({
  package: 'express',
  types: { 'express.Express': 'express()', 'express.Application': 'express()', 'express.Router': 'express.Router()', 'express.IRouter': 'express.Router()', 'express-serve-static-core.Express': 'express()' },
  calls: {
    ...each(`{${VERBS}}`, routes),
    ...each(`route().{${VERBS}}`, routeChain),
    ...each('use', mounts),
    ...each('listen', listen),
    'node:http.createServer().listen': listen,
    'node:https.createServer().listen': listen,
  },
  values: {
    // Chains give the route or the app again.
    ...each(`route().{${VERBS}}`, ({ callee }) => (callee.k === 'prop' ? callee.of : undefined)),
  },
  callbacks: {
    ...each(`{${VERBS}}`, { args: 'all' as const, when: 'registered' as const, entry: 'route' as const }),
    ...each(`route().{${VERBS}}`, { args: 'all' as const, when: 'registered' as const, entry: 'route' as const }),
    ...each('use', { args: 'all' as const, when: 'registered' as const, entry: 'route' as const }),
    ...each('param', { args: 'all' as const, when: 'registered' as const, entry: 'route' as const }),
    ...each('listen', { args: 'all' as const, when: 'registered' as const, entry: 'startup' as const }),
    'node:http.createServer': { args: 'all', when: 'registered', entry: 'route' },
  },
});
