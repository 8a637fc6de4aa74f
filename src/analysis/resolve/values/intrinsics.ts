import {
  alternatives,
  anyOf,
  array,
  elementOf,
  ENVS,
  isKnown,
  lit,
  object,
  pathOf,
  template,
  unknown,
  type ArrayResidual,
  type Residual,
} from '../../../model/residual.js';
import type { CallSite, Engine } from '../engine.js';
import { entriesOf, entry, keysOf, merge, valuesOf } from './property.js';
import { required } from '../modules/required.js';
import { formatted, isText, joined, joinedPath, onText, replaced, resolvedUrl, split, type Call } from './text-intrinsics.js';

/** What JavaScript's own functions and methods give, where that carries values on; undefined: nothing is known. */
export function intrinsic(engine: Engine, callee: Residual, args: readonly Residual[], how: CallSite): Residual | undefined {
  const call = { engine, args, how };
  const path = pathOf(callee);
  const named = path === undefined ? undefined : FUNCTIONS.get(path);
  if (named) return named(call);
  if (callee.k !== 'prop') return undefined;
  const taken = TAKING.has(callee.name) ? engine.providers.taken(engine, args[0]) : undefined;
  return taken ?? METHODS.get(callee.name)?.(callee.of, call);
}

/** What registries are asked by: `registry.use(DATABASE)`. */
const TAKING: ReadonlySet<string> = new Set(['get', 'use', 'find', 'resolve', 'inject', 'lookup']);

/** Methods that call their first argument with each element (second for reduce). */
export const ITERATORS: ReadonlyMap<string, number> = new Map([
  ['map', 0],
  ['forEach', 0],
  ['filter', 0],
  ['find', 0],
  ['findLast', 0],
  ['findIndex', 0],
  ['some', 0],
  ['every', 0],
  ['flatMap', 0],
  ['reduce', 1],
  ['reduceRight', 1],
]);

/** Elements that a callback is called with: each item of a known collection, else "an element of". */
export function itemsOf(engine: Engine, collection: Residual, limit: number): readonly Residual[] {
  const known = alternatives(collection)
    .map((c) => (c.k === 'object' ? valuesOf(c) : c))
    .filter((c): c is ArrayResidual => c.k === 'array' && c.items.length > 0);
  const items = known.flatMap((c) => c.items);
  return items.length > 0 && items.length <= limit ? items : [engine.element(collection)];
}

/** Promise methods mean the same on every value, whatever library made it. */
export function isPromiseMethod(callee: Residual): boolean {
  return callee.k === 'prop' && (callee.name === 'then' || callee.name === 'catch' || callee.name === 'finally');
}

type Method = (of: Residual, call: Call) => Residual | undefined;

const same: Method = (of) => of;
const one: Method = (of, { engine }) => engine.element(of);

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['then', (of, { engine, args, how }) => (args[0] ? engine.apply(args[0], [of], { ...how, isNew: false }) : of)],
  ['catch', same],
  ['finally', same],
  // A member of a package's object is a function as well: `promisify(client.get).bind(client)`.
  ['bind', (of) => (of.k === 'fn' || of.k === 'class' || of.k === 'prop' || of.k === 'external' ? of : undefined)],
  ['call', (of, { engine, args, how }) => (of.k === 'fn' ? engine.apply(of, args.slice(1), how) : undefined)],
  [
    'apply',
    (of, { engine, args, how }) => (of.k === 'fn' ? engine.apply(of, args[1]?.k === 'array' ? args[1].items : [], how) : undefined),
  ],
  // A factory that Nest's configuration registered, as the options of a module.
  ['asProvider', (of) => (of.k === 'fn' ? object(new Map([['useFactory', of]])) : undefined)],
  ['map', mapped],
  ['flatMap', (of, call) => array(flat(mapped(of, call)), true)],
  ['forEach', () => unknown('undefined')],
  ['reduce', (of, call) => (call.args[1] && isKnown(call.args[1]) ? reduced(of, call) : one(of, call))],
  // Around each other, the last innermost: `layers.reduceRight((next, layer) => () => layer(next), work)`. There may be none.
  [
    'reduceRight',
    (of, call) => (call.args[1] && isKnown(call.args[1]) ? anyOf([call.args[1], reduced(reversed(of), call)]) : one(of, call)),
  ],
  ['filter', same],
  ['sort', same],
  ['reverse', same],
  ['slice', (of) => (of.k === 'lit' || of.k === 'tpl' ? undefined : of)],
  ['values', (of) => (of.k === 'object' ? valuesOf(of) : of)],
  ['entries', (of) => (of.k === 'object' ? entriesOf(of) : undefined)],
  ['toSorted', same],
  ['flat', (of) => array(flat(of), true)],
  [
    'concat',
    (of, { args }) =>
      of.k === 'array' ? array([...of.items, ...args.flatMap((a) => (a.k === 'array' ? a.items : [a]))], of.open) : template([of, ...args]),
  ],
  ['find', one],
  ['findLast', one],
  ['at', one],
  ['pop', one],
  ['shift', one],
  ['join', (of, { args }) => (of.k === 'array' && !of.open ? joined(of.items, args[0]) : unknown('join()'))],
  ['get', fromMap],
  ['toString', (of) => (isText(of) ? of : undefined)],
  ['trim', (of) => onText(of, (s) => s.trim())],
  ['toLowerCase', (of) => onText(of, (s) => s.toLowerCase())],
  ['toUpperCase', (of) => onText(of, (s) => s.toUpperCase())],
  ['replace', replaced('replace')],
  ['replaceAll', replaced('replaceAll')],
  ['split', split],
]);

const first = ({ args }: Call): Residual => args[0] ?? unknown('undefined');

const FUNCTIONS: ReadonlyMap<string, (call: Call) => Residual | undefined> = new Map<string, (call: Call) => Residual | undefined>([
  ...[
    'Promise.all',
    'Promise.allSettled',
    'Promise.race',
    'Promise.any',
    'Promise.resolve',
    'Object.freeze',
    'Object.seal',
    'JSON.stringify',
    'JSON.parse',
    'String',
    'Number',
    'encodeURIComponent',
    'encodeURI',
    'decodeURIComponent',
    'structuredClone',
    'Set',
    'parseInt',
    'Array',
  ].map((name) => [`globalThis.${name}`, first] as const),
  // Who settles it is not followed; what is declared of it tells.
  ['globalThis.Promise.withResolvers', () => object(new Map([['promise', unknown('promise')]]))],
  ['node:util.promisify', first],
  ['globalThis.Object.assign', ({ args }) => merge(args)],
  ['globalThis.Object.entries', ({ args }) => (args[0] ? entriesOf(args[0]) : undefined)],
  ['globalThis.Object.values', ({ args }) => args[0] && valuesOf(args[0])],
  ['globalThis.Object.keys', ({ args }) => args[0] && keysOf(args[0])],
  ['globalThis.Object.fromEntries', ({ args }) => args[0] && ofEntries(args[0])],
  ['globalThis.Map', ({ args }) => (args[0] ? ofEntries(args[0]) : object(new Map()))],
  [
    'globalThis.Array.from',
    (call) => (call.args[1] && call.args[0] ? mapped(call.args[0], { ...call, args: call.args.slice(1) }) : call.args[0]),
  ],
  ['globalThis.Array.of', ({ args }) => array(args)],
  ['globalThis.URL', resolvedUrl],
  ['node:url.URL', resolvedUrl],
  ['node:url.resolve', ({ engine, args, how }) => resolvedUrl({ engine, args: [...args].reverse(), how })],
  ...['node:path', 'node:path.posix', 'node:path/posix'].flatMap(
    (p) =>
      [
        [`${p}.join`, joinedPath],
        [`${p}.resolve`, joinedPath],
      ] as const,
  ),
  ['node:util.format', ({ args }) => formatted(args)],
  // A service runs from its own folder.
  ['globalThis.process.cwd', ({ engine }) => lit(engine.cwd)],
  ['node:process.cwd', ({ engine }) => lit(engine.cwd)],
  ['globalThis.require', ({ engine, args, how }) => required(engine, args[0], how)],
]);

function mapped(of: Residual, { engine, args, how }: Call): Residual {
  const [callback] = args;
  if (!callback) return of;
  const items = itemsOf(engine, of, 32);
  const open = !(of.k === 'array' && !of.open && items.length === of.items.length);
  return array(
    items.map((item) => engine.apply(callback, [item], { ...how, isNew: false })),
    open,
  );
}

function reversed(of: Residual): Residual {
  return of.k === 'array' ? array([...of.items].reverse(), of.open) : of;
}

function reduced(of: Residual, { engine, args, how }: Call): Residual {
  const [callback, start] = args;
  if (!callback || !start) return unknown('reduce()');
  return itemsOf(engine, of, 16).reduce(
    (accumulated, item) => engine.apply(callback, [accumulated, item], { ...how, isNew: false }),
    start,
  );
}

function flat(of: Residual): Residual[] {
  return of.k === 'array' ? of.items.flatMap((i) => (i.k === 'array' ? i.items : [i])) : [elementOf(of)];
}

function fromMap(of: Residual, { engine, args }: Call): Residual | undefined {
  const [key] = args;
  if (of.k !== 'object' || !key) return undefined;
  return key.k === 'lit' ? entry(engine, of, String(key.v)) : anyOf([...of.props.values()]);
}

function ofEntries(list: Residual): Residual {
  if (list.k === 'element' && alternatives(list.of).some(({ k }) => k === 'envs')) return ENVS;
  const props = new Map<string, Residual>();
  for (const entry of list.k === 'array' ? list.items : []) {
    const [key, value] = entry.k === 'array' ? entry.items : [];
    if (key?.k === 'lit' && value) props.set(String(key.v), value);
  }
  return object(props, list.k === 'array' && !list.open && props.size === list.items.length ? [] : [elementOf(list)]);
}
