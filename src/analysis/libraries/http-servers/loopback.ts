import type { ExternalCall } from '../../../model/program.js';
import { lit, template, type Residual } from '../../../model/residual.js';
import type { Signal } from '../../../model/signal.js';
import { defineLibrary } from '../define-library.js';
import { routes, unreadRoute } from '../rows.js';
import { calleeName, isText, option } from '../select.js';

/** `@get('/orders/{id}')` of LoopBack 4; `@api({ basePath })` stands before. */
function* loopbackRoutes(call: ExternalCall): Generator<Signal> {
  const api = call.decorates?.classDecorators.find(({ path }) => path.endsWith('.api'));
  const prefix: Residual = option(api?.args[0], 'basePath') ?? lit('');
  const name = calleeName(call);
  const [method, path] = name === 'operation' ? [call.args[0], call.args[1]] : [lit(name), call.args[0]];
  if (method?.k !== 'lit') yield unreadRoute(call);
  else if (isText(path)) yield* routes({ methods: [String(method.v)], paths: template([prefix, path]), call });
  else yield unreadRoute(call);
}

export const loopback = defineLibrary({
  package: '@loopback/rest',
  calls: { '@loopback/{rest,openapi-v3}.{get,post,put,patch,del,operation}': loopbackRoutes },
  entries: { '@loopback/{rest,openapi-v3}.{get,post,put,patch,del,operation}': 'route' },
});
