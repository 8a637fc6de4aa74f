import type { CallbackRow, ExternalCall } from '../../../model/program.js';
import { lit, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { routes, unreadRoute } from '../rows.js';
import { option } from '../select.js';

const SERVE = 'globalThis.Bun.serve';
const VERB = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/;

/** `Bun.serve({ port, routes: { '/orders/:id': { GET: handler } } })`; what one function answers to nobody tells. */
function* served(call: ExternalCall): Generator<Signal> {
  const [spec] = call.args;
  if (spec?.k !== 'object') return;
  const [port, table, fetch] = ['port', 'routes', 'fetch'].map((name) => option(spec, name));
  if (port ?? fetch ?? table) yield { kind: 'listen', port, call };
  if (table?.k === 'object')
    for (const [path, answer] of table.props) yield* routes({ methods: methodsOf(answer), paths: lit(path), call });
  if (fetch?.k === 'fn' && !table) yield unreadRoute(call);
}

function methodsOf(answer: Residual): readonly string[] {
  const verbs = answer.k === 'object' ? [...answer.props.keys()].filter((name) => VERB.test(name)) : [];
  return verbs.length > 0 ? verbs : ['ALL'];
}

const HANDLERS: CallbackRow = { args: [], properties: ['fetch', 'routes'], when: 'registered', entry: 'route' };

/** The server of Bun, made by a call or by the default export of the file that is started. */
export const bun = defineLibrary({
  package: 'bun',
  calls: { [SERVE]: served, 'bun.serve': served },
  callbacks: { [SERVE]: HANDLERS, 'bun.serve': HANDLERS },
  conventions: ['@types/bun', 'bun-types'].map((dependency) => ({
    files: /(?:^|\/)(?:src\/)?(?:index|main|server|app)\.[jt]sx?$/,
    dependency,
    call: SERVE,
  })),
});
