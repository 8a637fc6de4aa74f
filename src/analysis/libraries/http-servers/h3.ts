import type { ExternalCall } from '../../../model/program.js';
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

const same: ValueRow = ({ callee }) => (callee.k === 'prop' ? callee.of : undefined);

export const h3 = defineLibrary({
  package: 'h3',
  calls: {
    ...onEach(ROUTERS, `{${VERBS}}`, h3Routes),
    ...onEach(ROUTERS, '[]', unreadRoute),
    '{h3.createApp(),h3.H3(),h3.createRouter()}.use': h3Mounts,
  },
  values: {
    'h3.{defineEventHandler,eventHandler,defineHandler,lazyEventHandler}': ({ args }) => args[0],
    ...onEach(ROUTERS, `{${VERBS}}`, chained),
    '{h3.createApp(),h3.H3(),h3.createRouter()}.use': same,
  },
  callbacks: {
    ...onEach(ROUTERS, `{${VERBS},[]}`, HANDLERS),
    'h3.{defineEventHandler,eventHandler,defineHandler}': { args: [0], when: 'registered', entry: 'route' },
  },
});
