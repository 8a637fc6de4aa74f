import type { ExternalCall } from '../../../model/program.js';
import { template } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary, type ValueRow } from '../define-library.js';
import { routes, unreadRoute } from '../rows.js';
import { calleeName, isText, listOf, option, receiver, root } from '../select.js';
import { HANDLERS, listens, STARTUP } from './express.js';

const VERBS = 'get,post,put,patch,delete,head,options,all';

/** `new Elysia({ prefix: '/api' }).get('/orders', handler)`: the path stands behind the prefix. */
function* elysiaRoutes(call: ExternalCall): Generator<Signal> {
  const router = receiver(call);
  const prefix = option(root(router)?.args[0], 'prefix');
  const paths = listOf(call.args[0]).filter(isText);
  if (!router || !call.args[1]) return;
  if (paths.length === 0) yield unreadRoute(call);
  for (const path of paths) yield* routes({ methods: [calleeName(call)], paths: prefix ? template([prefix, path]) : path, router, call });
}

/** `app.use(orders)` */
function* uses(call: ExternalCall): Generator<Signal> {
  const parent = receiver(call);
  for (const child of parent ? call.args.flatMap(listOf) : [])
    if (parent && child.k === 'call') yield { kind: 'mount', parent, prefix: undefined, child, call };
}

const same: ValueRow = ({ callee }) => (callee.k === 'prop' ? callee.of : undefined);

/** Bun's framework: routes are chained; those of a group have a prefix of their own and are not read. */
export const elysia = defineLibrary({
  package: 'elysia',
  types: { 'elysia.Elysia': 'elysia.Elysia()' },
  calls: {
    [`elysia.Elysia().{${VERBS}}`]: elysiaRoutes,
    'elysia.Elysia().{group,[]}': unreadRoute,
    'elysia.Elysia().use': uses,
    'elysia.Elysia().listen': listens,
  },
  values: { [`elysia.Elysia().{${VERBS},group,use,derive,decorate,state,guard,onBeforeHandle,onError,model}`]: same },
  callbacks: {
    [`elysia.Elysia().{${VERBS},[]}`]: HANDLERS,
    'elysia.Elysia().group': { args: [], when: 'immediate' },
    'elysia.Elysia().listen': STARTUP,
  },
});
