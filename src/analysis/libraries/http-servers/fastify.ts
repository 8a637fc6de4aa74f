import type { CallbackRow, ExternalCall, Program } from '../../../model/program.js';
import { alternatives, callResult, external, pathOf, show, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type ValueRow } from '../define-library.js';
import { onEach, proxy, routes, unreadRoute } from '../rows.js';
import { listOf, option, receiver, text } from '../select.js';
import { HANDLERS, listens, routed, STARTUP } from './express.js';
import { graphqlServer, RESOLVERS } from './graphql.js';

/** The instance of a plugin that was registered with a prefix: routes on it have the prefix. */
const SCOPED = 'fastify.scoped';
const APPS = ['fastify()', 'fastify.fastify()', `${SCOPED}()`];
const VERBS = 'get,post,put,patch,delete,head,options,all';

/** `fastify.route({ method: ['GET', 'HEAD'], url, handler })`. */
function* fullRoute(call: ExternalCall): Generator<Signal> {
  const router = receiver(call);
  const [spec] = call.args;
  const methods = listOf(option(spec, 'method')).map((method) => text(method) ?? 'ALL');
  if (router) yield* routes({ methods, paths: option(spec, 'url') ?? option(spec, 'path') ?? spec, router, call });
}

/** `register(plugin, { prefix })` of code of ours; plugins of packages have no routes that matter here. */
const scoped: ValueRow = ({ callee, args: [plugin, options] }) => {
  const parent = callee.k === 'prop' ? callee.of : undefined;
  const prefix = option(options, 'prefix');
  if (!parent || !prefix || !plugin) return parent;
  // Which plugin under which prefix on which instance is its identity.
  const code = alternatives(plugin).find((p) => p.k === 'fn');
  const site = `${parent.k === 'call' ? parent.site : ''}>${code?.k === 'fn' ? `${code.module}#${String(code.at)}` : show(plugin)}@${show(prefix)}`;
  return callResult(external(SCOPED), [prefix], { site, isNew: false });
};

/** Code of ours under a prefix, `register(httpProxy, { upstream, prefix })`, or `register(mercurius, { schema, resolvers })`. */
function* registered(call: ExternalCall, program: Program): Generator<Signal> {
  const parent = receiver(call);
  const [plugin, options] = call.args;
  const prefix = option(options, 'prefix');
  const upstream = plugin && upstreamOf(pathOf(plugin) ?? '', options);
  if (upstream) yield proxy(call, upstream, prefix);
  else if (options && plugin && /^(?:mercurius|fastify-gql)/.test(pathOf(plugin) ?? '')) yield* graphqlServer(options, call, program);
  else if (parent && prefix && isScoped(call.result)) yield { kind: 'mount', parent, prefix, child: call.result, call };
}

/** `@fastify/reply-from` has no routes of its own: handlers hand on to its base. */
function upstreamOf(plugin: string, options: Residual | undefined): Residual | undefined {
  if (/^(?:@fastify\/|fastify-)http-proxy/.test(plugin)) return option(options, 'upstream');
  return /^(?:@fastify\/|fastify-)reply-from/.test(plugin) ? option(options, 'base') : undefined;
}

function isScoped(result: Residual): boolean {
  return result.k === 'call' && result.callee.k === 'external' && result.callee.path === SCOPED;
}

const HANDLER_OPTIONS = ['handler', 'preHandler', 'onRequest', 'preValidation', 'preParsing', 'preSerialization'];
const plugin: CallbackRow = {
  args: [0],
  when: 'immediate',
  gives: 'result',
  beside: { ...RESOLVERS, args: [], properties: ['resolvers'] },
};

export const fastify = defineLibrary({
  package: 'fastify',
  types: { 'fastify.FastifyInstance': 'fastify()' },
  calls: {
    ...onEach(APPS, `{${VERBS}}`, routed),
    ...onEach(APPS, 'route', fullRoute),
    ...onEach(APPS, '[]', unreadRoute),
    ...onEach(APPS, 'register', registered),
    ...onEach(APPS, 'listen', listens),
    // Means nothing by itself: what stands before all routes is looked for among the calls.
    ...onEach(APPS, 'addHook', () => undefined),
  },
  values: {
    ...onEach(APPS, 'register', scoped),
    'fastify-plugin': ({ args }) => args[0],
    'fastify-plugin.fastifyPlugin': ({ args }) => args[0],
    ...onEach(APPS, `{${VERBS},route,addHook,decorate,after,ready,withTypeProvider}`, ({ callee }: { callee: Residual }) =>
      callee.k === 'prop' ? callee.of : undefined,
    ),
  },
  callbacks: {
    ...onEach(APPS, `{${VERBS},[]}`, HANDLERS),
    ...onEach(APPS, 'route', { args: [], when: 'registered' as const, entry: 'route' as const, properties: HANDLER_OPTIONS }),
    ...onEach(APPS, 'register', plugin),
    ...onEach(APPS, 'addHook', HANDLERS),
    ...onEach(APPS, '{listen,ready,after}', STARTUP),
  },
});
