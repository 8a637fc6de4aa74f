import type { ExternalCall } from '../../../model/program.js';
import type { Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { isText, listOf, option } from '../select.js';

/** `createProxyMiddleware([context], { target, router })`. */
function* middleware(call: ExternalCall): Generator<Signal> {
  const config = call.args.find((arg) => option(arg, 'target') ?? option(arg, 'router'));
  const context = isText(call.args[0]) ? call.args[0] : option(config, 'pathFilter');
  const target = option(config, 'target') ?? (isText(call.args[0]) && call.args.length === 1 ? call.args[0] : undefined);
  if (target) yield proxy(call, target, context);
  const router = option(config, 'router');
  if (router?.k === 'object') for (const one of router.props.values()) yield proxy(call, one, context);
}

function web(call: ExternalCall): Signal | undefined {
  const target = call.args.map((arg) => option(arg, 'target')).find((t) => t !== undefined);
  return target && proxy(call, target, undefined);
}

function first(call: ExternalCall): Signal | undefined {
  return call.args[0] && proxy(call, call.args[0], undefined);
}

/** `register(proxy, { upstream, prefix })`. */
function* fastifyProxy(call: ExternalCall): Generator<Signal> {
  for (const arg of call.args) for (const upstream of listOf(option(arg, 'upstream'))) yield proxy(call, upstream, option(arg, 'prefix'));
}

export function proxy(call: ExternalCall, target: Residual, prefix: Residual | undefined): Signal {
  return { kind: 'proxy', target, ...(prefix && { prefix }), call };
}

export const proxies = defineLibrary({
  package: 'http-proxy-middleware',
  calls: {
    'http-proxy-middleware.{createProxyMiddleware,legacyCreateProxyMiddleware,proxy}': middleware,
    'http-proxy-middleware': middleware,
    'http-proxy.{createProxyServer,createServer,createProxy}': web,
    'http-proxy': web,
    'http-proxy.{createProxyServer,createServer,createProxy}().{web,ws}': web,
    'http-proxy().{web,ws}': web,
    'express-http-proxy': first,
    '@fastify/reply-from': fastifyProxy,
  },
});
