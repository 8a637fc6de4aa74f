import type { ExternalCall } from '../../../model/program.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { calleeName, isText, listOf, option, origin, receiver } from '../select.js';
import { listen } from './express.js';

const ROUTERS = ['@koa/router()', 'koa-router()', 'hono.Hono()'];
const VERBS = 'get,post,put,patch,del,delete,all';

/** Of two strings the first is a name. */
function* routes(call: ExternalCall): Generator<Signal> {
  const texts = call.args.slice(0, 2).filter(isText);
  const path = texts.at(-1);
  const router = receiver(call);
  const method = calleeName(call).toUpperCase().replace(/^DEL$/, 'DELETE');
  if (path && router) for (const one of listOf(path)) yield { kind: 'route', method, path: one, router, protocol: 'http', call };
}

/** `app.use(router.routes())`, with the prefix the router was made with. */
function* mounts(call: ExternalCall): Generator<Signal> {
  const parent = receiver(call);
  for (const arg of call.args) {
    const child = origin(arg, /\.(routes|middleware)$/);
    const router = child?.callee.k === 'prop' ? child.callee.of : undefined;
    if (!parent || !router) continue;
    yield { kind: 'mount', parent, prefix: option(router.k === 'call' ? router.args[0] : undefined, 'prefix'), child: router, call };
  }
}

const each = <T>(suffix: string, row: T): Record<string, T> => Object.fromEntries(ROUTERS.map((r) => [`${r}.${suffix}`, row]));

export const koa = defineLibrary({
  package: 'koa',
  calls: { ...each(`{${VERBS}}`, routes), ...each('use', mounts), 'koa().use': mounts, 'koa().listen': listen },
  callbacks: {
    ...each(`{${VERBS}}`, { args: 'all' as const, when: 'registered' as const, entry: 'route' as const }),
    ...each('use', { args: 'all' as const, when: 'registered' as const, entry: 'route' as const }),
    'koa().use': { args: 'all', when: 'registered', entry: 'route' },
    'koa().listen': { args: 'all', when: 'registered', entry: 'startup' },
  },
});
