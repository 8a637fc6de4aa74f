import type { CallbackRow, ExternalCall } from '../../../model/program.js';
import { callResult, external, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type ValueRow } from '../define-library.js';
import { onEach, routes, unreadRoute } from '../rows.js';
import { isText, listOf, option, origin, receiver, text } from '../select.js';
import { chained, HANDLERS, routed } from './express.js';

/** `app.basePath('/api')`: a new app whose routes have the prefix. */
const BASED = 'hono.based';
const APPS = ['hono.Hono()', 'hono/tiny.Hono()', 'hono/quick.Hono()', '@hono/zod-openapi.OpenAPIHono()', `${BASED}()`];
const VERBS = 'get,post,put,patch,delete,options,all';

/** `app.on(['GET', 'POST'], '/x', handler)`. */
function* on(call: ExternalCall): Generator<Signal> {
  const [methods, paths] = call.args;
  const router = receiver(call);
  if (router) yield* routes({ methods: listOf(methods).map((m) => text(m) ?? 'ALL'), paths, router, call });
}

/** `app.openapi(createRoute({ method, path }), handler)`. */
function* openapi(call: ExternalCall): Generator<Signal> {
  const spec = origin(call.args[0], /\.createRoute$/)?.args[0] ?? call.args[0];
  const router = receiver(call);
  if (router) yield* routes({ methods: [text(option(spec, 'method')) ?? 'ALL'], paths: option(spec, 'path'), router, call });
}

/** `app.route('/orders', orders)`. */
function* mounted(call: ExternalCall): Generator<Signal> {
  const [prefix, child] = call.args;
  const parent = receiver(call);
  if (parent && child && isText(prefix)) yield { kind: 'mount', parent, prefix, child, call };
}

const based: ValueRow = ({ callee, args: [prefix] }) => {
  const parent = callee.k === 'prop' ? callee.of : undefined;
  if (parent?.k !== 'call' || !prefix) return parent;
  return callResult(external(BASED), [prefix], { site: `${parent.site}@${String(prefix.hash)}`, isNew: false });
};

function* basedOn(call: ExternalCall): Generator<Signal> {
  const parent = receiver(call);
  const [prefix] = call.args;
  if (parent && prefix) yield { kind: 'mount', parent, prefix, child: call.result, call };
}

const same = ({ callee }: { readonly callee: Residual }): Residual | undefined => (callee.k === 'prop' ? callee.of : undefined);
const served: CallbackRow = { args: [1], when: 'registered', entry: 'startup' };

export const hono = defineLibrary({
  package: 'hono',
  calls: {
    ...onEach(APPS, `{${VERBS}}`, routed),
    ...onEach(APPS, '[]', unreadRoute),
    ...onEach(APPS, 'on', on),
    ...onEach(APPS, 'openapi', openapi),
    ...onEach(APPS, 'route', mounted),
    ...onEach(APPS, 'basePath', basedOn),
    '@hono/node-server.serve': (call) => ({ kind: 'listen', port: option(call.args[0], 'port'), call }),
  },
  values: { ...onEach(APPS, 'basePath', based), ...onEach(APPS, `{${VERBS},on,openapi,use}`, chained), ...onEach(APPS, 'route', same) },
  callbacks: { ...onEach(APPS, `{${VERBS},on,openapi,use,[]}`, HANDLERS), '@hono/node-server.serve': served },
});
