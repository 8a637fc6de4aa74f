import type { CallbackRow, ExternalCall } from '../../../model/program.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { onEach, proxy, routes, unreadRoute } from '../rows.js';
import { listOf, option, options, receiver, text } from '../select.js';

const SERVERS = ['@hapi/hapi.server()', '@hapi/hapi.Server()', 'hapi.server()', 'hapi.Server()'];

/** `server.route({ method, path, handler })` or a list of them; `handler: { proxy: { uri } }` forwards. */
function* routed(call: ExternalCall): Generator<Signal> {
  const router = receiver(call);
  const specs = listOf(call.args[0]).filter(({ k }) => k === 'object');
  if (specs.length === 0) yield unreadRoute(call);
  for (const spec of specs) {
    const methods = listOf(option(spec, 'method')).map((method) => text(method) ?? 'ALL');
    // Of a list each route has its own part of the call, so that its handler and its schema are its own.
    if (router) yield* routes({ methods, paths: option(spec, 'path'), router, call: { ...call, args: [spec] } });
    const target = options(spec, 'handler', 'proxy', 'uri') ?? options(spec, 'handler', 'proxy', 'host');
    if (target) yield proxy(call, target, option(spec, 'path'));
  }
}

const handlers: CallbackRow = { args: 'all', when: 'registered', entry: 'route' };

export const hapi = defineLibrary({
  package: '@hapi/hapi',
  types: { '@hapi/hapi.Server': '@hapi/hapi.server()' },
  calls: {
    ...onEach(SERVERS, 'route', routed),
    '{@hapi/hapi,hapi}.{server,Server}': (call) => {
      const port = option(call.args[0], 'port');
      return port && { kind: 'listen', port, call };
    },
  },
  callbacks: { ...onEach(SERVERS, '{route,ext}', handlers) },
});
