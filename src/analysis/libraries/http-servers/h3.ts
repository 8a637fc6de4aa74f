import type { ExternalCall } from '../../../model/program.js';
import { lit } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type ValueRow } from '../define-library.js';
import { onEach, routes, unreadRoute } from '../rows.js';
import { calleeName, isText, receiver } from '../select.js';
import { chained, HANDLERS } from './express.js';

const VERBS = 'get,post,put,patch,delete,head,options,all';
const ROUTERS = ['h3.createRouter()', 'h3.H3()'];

function* h3Routes(call: ExternalCall): Generator<Signal> {
  const router = receiver(call);
  if (router && call.args[1]) yield* routes({ methods: [calleeName(call)], paths: call.args[0], router, call });
}

/** `app.use(router)`, `app.use('/api', useBase('/api', router.handler))`: the base is the prefix. */
function* h3Mounts(call: ExternalCall): Generator<Signal> {
  const parent = receiver(call);
  const [prefix] = call.args;
  for (const arg of call.args) {
    const based = arg.k === 'call' && arg.callee.k === 'external' && arg.callee.path === 'h3.useBase' ? arg.args[1] : arg;
    const child = based?.k === 'prop' && based.name === 'handler' ? based.of : based;
    if (parent && child?.k === 'call') yield { kind: 'mount', parent, prefix: isText(prefix) ? prefix : undefined, child, call };
  }
}

/** What Nitro makes of the default export of a file below `server/api` or `server/routes`. */
const NITRO = 'h3.nitro';
const FILE = /(?:^|\/)server\/(?:(api)|routes)\/(.+?)(?:\.(get|post|put|patch|delete|head|options))?\.[cm]?[jt]s$/;

/** `server/api/orders/[id].get.ts` is `GET /api/orders/:id`; a file that names no method answers to all. */
function* byFile(call: ExternalCall): Generator<Signal> {
  const [, api, path, method = 'all'] = FILE.exec(call.at.file) ?? [];
  if (path === undefined) return;
  const steps = [...(api === undefined ? [] : [api]), ...path.split('/')].filter((step, i, all) => step !== 'index' || i < all.length - 1);
  const named = steps.map((step) => step.replace(/^\[(?:\.\.\.)?(\w*)\]$/, ':$1')).join('/');
  yield { kind: 'route', method: method.toUpperCase(), path: lit(`/${named}`), protocol: 'http', call };
}

const same: ValueRow = ({ callee }) => (callee.k === 'prop' ? callee.of : undefined);

export const h3 = defineLibrary({
  package: 'h3',
  calls: {
    ...onEach(ROUTERS, `{${VERBS}}`, h3Routes),
    ...onEach(ROUTERS, '[]', unreadRoute),
    [NITRO]: byFile,
    '{h3.createApp(),h3.H3(),h3.createRouter()}.use': h3Mounts,
  },
  values: {
    // Nuxt and Nitro import them by themselves.
    '{h3,globalThis}.{defineEventHandler,eventHandler,defineHandler,lazyEventHandler,defineCachedEventHandler}': ({ args }) => args[0],
    ...onEach(ROUTERS, `{${VERBS}}`, chained),
    '{h3.createApp(),h3.H3(),h3.createRouter()}.use': same,
  },
  conventions: ['nitropack', 'nitro', 'nuxt'].map((dependency) => ({ files: FILE, dependency, call: NITRO })),
  callbacks: {
    ...onEach(ROUTERS, `{${VERBS},[]}`, HANDLERS),
    [NITRO]: HANDLERS,
    'h3.{defineEventHandler,eventHandler,defineHandler}': { args: [0], when: 'registered', entry: 'route' },
  },
});
