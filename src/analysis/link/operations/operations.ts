import { compareText, type Location } from '../../../model/location.js';
import type { ExternalCall } from '../../../model/program.js';
import type { Schemas } from '../../../model/schema.js';
import type { Operation } from '../../../model/system.js';
import { groupBy } from '../../../shared/group-by.js';
import { signalsOf, type LinkedUnit } from '../input.js';
import type { Place } from '../places.js';
import { textsOf } from '../values/env.js';
import { itemsOf } from '../values/fields.js';
import { known } from '../values/text.js';
import { grpcOperations } from './grpc-services.js';
import { patternsOf } from './pattern.js';
import { routesOf } from './routes.js';

/** An operation with the call or decorator that registers it. */
export interface Offered {
  readonly operation: Operation;
  readonly call: ExternalCall;
}

/** All that a unit offers to others, each once, in order of name. */
export function operationsOf(linked: LinkedUnit, place: Place, schemas: Schemas): Offered[] {
  const all = [
    ...routes(linked, place),
    ...handlers(linked, place),
    ...consumers(linked, place),
    ...signalsOf(linked, 'remote-method').map(({ name, call }) => ({ operation: named('rpc', name, call.at), call })),
    ...grpcOperations(linked, place, schemas),
  ];
  return [...groupBy(all, ({ operation, call }) => JSON.stringify([operation.name, call.at])).values()]
    .flatMap((same) => same.slice(0, 1))
    .sort((a, b) => compareText(a.operation.name, b.operation.name) || compareText(a.call.site, b.call.site));
}

/** One row a name, for the report. */
export function uniqueOperations(offered: readonly Offered[]): Operation[] {
  const groups = groupBy(offered, ({ operation }) => operation.name);
  return [...groups.values()].flatMap((same) => same[0]?.operation ?? []);
}

const TECHNICAL =
  /^(?:health\w*|healthz|live|livez|liveness|ready|readyz|readiness|metrics|docs|docs-json|(?:api-docs|swagger\w*|openapi\w*|asyncapi\w*)(?:\.json|\.ya?ml)?|ping|favicon\.ico|robots\.txt|status|version|info|actuator|graphiql|playground|_\w+)$/;

/** Segments before the resource: versions, prefixes. */
const PREFIX = /^(?:v\d+(?:\.\d+)?|api|apis|rest|internal|public|private|admin-api|\{\})$/;

function routes(linked: LinkedUnit, place: Place): Offered[] {
  const health = new Set(signalsOf(linked, 'health').map(({ call }) => call.id));
  return routesOf(linked, place).map(({ method, path, protocol, call }) => {
    const operation = httpOperation(method, path, call.at);
    return { operation: { ...operation, protocol, technical: operation.technical || health.has(call.id) }, call };
  });
}

export function httpOperation(method: string, path: string, at: Location): Operation {
  const segments = path.toLowerCase().split('/').filter(Boolean);
  const named = segments.filter((segment) => !PREFIX.test(segment));
  const technical = named.length > 0 && named.length <= 2 && named.every((segment) => TECHNICAL.test(segment));
  return { name: `${method} ${path}`, protocol: 'http', method, path, technical, at, ...resource(named[0]) };
}

function handlers(linked: LinkedUnit, place: Place): Offered[] {
  return signalsOf(linked, 'message-handler').flatMap(({ style, pattern, call }) =>
    patternsOf(pattern, place).flatMap(({ name, isKnown }) => {
      if (!isKnown) return [];
      const protocol = style === 'request' ? ('rpc' as const) : ('event' as const);
      return { operation: named(protocol, name, call.at), call };
    }),
  );
}

function consumers(linked: LinkedUnit, place: Place): Offered[] {
  return signalsOf(linked, 'subscribe').flatMap(({ topic, reply, call }) => {
    const names = itemsOf(topic).flatMap((item) => textsOf(item, place).flatMap((text) => known(text) ?? []));
    return names.filter((name) => name !== '').map((name) => ({ operation: named(reply ? 'rpc' : 'event', name, call.at), call }));
  });
}

/** `rpc orders.create`: the first word of the pattern's own text is the resource. Events are about resources of others. */
export function named(protocol: 'rpc' | 'event', pattern: string, at: Location): Operation {
  const text = pattern.startsWith('{') ? (/:"([^"]*)"/.exec(pattern)?.[1] ?? pattern) : pattern;
  const words = text.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return {
    name: `${protocol} ${pattern}`,
    protocol,
    technical: words.length > 0 && words.every((word) => TECHNICAL.test(word)),
    at,
    ...(protocol === 'rpc' && resource(words[0]?.toLowerCase())),
  };
}

/** `/orders` and `order.cancel` are about one thing. */
function resource(word: string | undefined): { readonly resource?: string } {
  return word === undefined ? {} : { resource: singular(word) };
}

function singular(word: string): string {
  if (/(?:ss|us|is)$/.test(word)) return word;
  return word
    .replace(/ies$/, 'y')
    .replace(/(x|ch|sh|ss)es$/, '$1')
    .replace(/s$/, '');
}
