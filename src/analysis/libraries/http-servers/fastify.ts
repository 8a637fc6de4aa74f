import type { ExternalCall } from '../../../model/program.js';
import { type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { isText, listOf, option, receiver, text } from '../select.js';
import { listen, routes } from './express.js';

const APPS = ['fastify()', 'fastify.fastify()', 'fastify.default()'];
const VERBS = 'get,post,put,patch,delete,head,options,all';

function* fullRoute(call: ExternalCall): Generator<Signal> {
  const router = receiver(call);
  const [spec] = call.args;
  const path = option(spec, 'url') ?? option(spec, 'path');
  if (!router || !path) return;
  for (const method of listOf(option(spec, 'method'))) for (const one of listOf(path).filter(isText)) yield { kind: 'route', method: (text(method) ?? 'ALL').toUpperCase(), path: one, router, protocol: 'http', call };
}

/** The plugin's instance is the parent's with the prefix of the registration. */
function* registered(call: ExternalCall): Generator<Signal> {
  const parent = receiver(call);
  const prefix = option(call.args[1], 'prefix');
  if (parent && prefix) yield { kind: 'mount', parent, prefix, child: instanceOf(call), call };
}

function instanceOf(call: ExternalCall): Residual {
  return call.result;
}

const each = <T>(suffix: string, row: T): Record<string, T> => Object.fromEntries(APPS.flatMap((app) => [[`${app}.${suffix}`, row], [`${app}.register().${suffix}`, row], [`${app}.register().register().${suffix}`, row]]));

export const fastify = defineLibrary({
  package: 'fastify',
  types: { 'fastify.FastifyInstance': 'fastify()' },
  calls: {
    ...each(`{${VERBS}}`, routes),
    ...each('route', fullRoute),
    ...each('register', registered),
    ...each('listen', (call: ExternalCall) => {
      const port = option(call.args[0], 'port');
      return port ? { kind: 'listen' as const, port, call } : listen(call);
    }),
  },
  callbacks: {
    ...each(`{${VERBS}}`, { args: 'all' as const, when: 'registered' as const, entry: 'route' as const }),
    ...each('route', { args: [0], when: 'registered' as const, entry: 'route' as const, properties: ['handler', 'preHandler', 'onRequest'] }),
    ...each('register', { args: [0], when: 'immediate' as const, gives: 'result' as const }),
    ...each('addHook', { args: [1], when: 'registered' as const, entry: 'route' as const }),
    ...each('listen', { args: 'all' as const, when: 'registered' as const, entry: 'startup' as const }),
  },
});
