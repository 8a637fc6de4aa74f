import type { ExternalCall } from '../../../model/program.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { proxy } from '../rows.js';
import { isText, listOf, option } from '../select.js';

/** `createProxyMiddleware([context], { target, router, pathFilter })`, or just a target. */
function* middleware(call: ExternalCall): Generator<Signal> {
  const [first] = call.args;
  const config = call.args.find((arg) => option(arg, 'target') ?? option(arg, 'router'));
  const context = config !== first && call.args.length > 1 && isContext(call) ? first : option(config, 'pathFilter');
  const target = option(config, 'target') ?? (call.args.length === 1 && isText(first) ? first : undefined);
  for (const one of listOf(target)) yield proxy(call, one, context);
  const router = option(config, 'router');
  if (router?.k === 'object') for (const one of router.props.values()) yield proxy(call, one, context);
}

function isContext({ args: [first] }: ExternalCall): boolean {
  return first?.k === 'array' || isText(first);
}

/** `createProxyServer({ target })`, `proxy.web(req, res, { target })`; a target may be `{ host, port }`. */
function server(call: ExternalCall): Signal | undefined {
  const target = call.args.map((arg) => option(arg, 'target')).find((found) => found !== undefined);
  return target && proxy(call, option(target, 'host') ?? target);
}

/** `proxy('http://orders')`, `proxy((req) => …)`: what a function decides is not known. */
function host(call: ExternalCall): Signal | undefined {
  const [target] = call.args;
  return target && target.k !== 'fn' ? proxy(call, target) : undefined;
}

/** `proxies('/orders', { target })`. */
function prefixed(call: ExternalCall): Signal | undefined {
  const [prefix, config] = call.args;
  const target = option(config, 'target');
  return target && proxy(call, target, prefix);
}

/** `gateway({ routes: [{ prefix, target }] })`. */
function* gateway(call: ExternalCall): Generator<Signal> {
  for (const route of listOf(option(call.args[0], 'routes'))) {
    const target = option(route, 'target');
    if (target) yield proxy(call, target, option(route, 'prefix'));
  }
}

const SERVERS = '{http-proxy,http-proxy-3,httpxy}';

export const proxies = defineLibrary({
  package: 'http-proxy-middleware',
  calls: {
    'http-proxy-middleware.{createProxyMiddleware,legacyCreateProxyMiddleware,proxy}': middleware,
    'http-proxy-middleware': middleware,
    [`${SERVERS}.{createProxyServer,createServer,createProxy}`]: server,
    [SERVERS]: server,
    [`${SERVERS}.{createProxyServer,createServer,createProxy}().{web,ws}`]: server,
    [`${SERVERS}().{web,ws}`]: server,
    'express-http-proxy': host,
    'koa-proxies': prefixed,
    'fast-gateway': gateway,
  },
});
