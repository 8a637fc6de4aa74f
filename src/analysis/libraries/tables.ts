import type { UserLibrary } from '../../model/manifest.js';
import type { CallbackRow, DispatchRow, EmitterRow, Entry, ExternalCall, LibraryTables, Program } from '../../model/program.js';
import { pathOf } from '../../model/residual.js';
import { remembered } from '../../model/remembered.js';
import type { Signal } from '../../model/signal.js';
import type { Library, LimitRow, MemberRow, Row, ValueRow } from './define-library.js';
import { userLibrary } from './user-library.js';

export interface Tables extends LibraryTables {
  /** What the calls of a unit mean, in the order of the calls. */
  recognise(program: Program): Signal[];
}

/** All libraries as one set of look-ups: exact paths first, then patterns with `*` (one property name). */
export function libraryTables(libraries: readonly Library[], user: readonly UserLibrary[] = []): Tables {
  const all = [...libraries, ...user.map(userLibrary)];
  const calls = index<Row>(all.map((l) => l.calls));
  const values = index<ValueRow>(all.map((l) => l.values));
  const callbacks = index<CallbackRow>(all.map((l) => l.callbacks));
  const entries = index<Entry['kind']>(all.map((l) => l.entries));
  const packages = new Set(
    all.flatMap((l) => [l.calls, l.values, l.types].flatMap((table) => Object.keys(table ?? {}).flatMap(headed))).map(packageOf),
  );
  const types = new Map(all.flatMap((l) => Object.entries(l.types ?? {})));
  const models = new Set(all.flatMap((l) => (l.models ?? []).flatMap(expand)));
  const classes = all.flatMap((l) => (l.classes ? [l.classes] : []));

  const limits = index<LimitRow>(all.map((l) => l.limits));
  const members = index<MemberRow>(all.map((l) => l.members));
  const dispatches = index<DispatchRow>(all.map((l) => l.dispatches));
  const emitters = index<EmitterRow>(all.map((l) => l.emitters));
  const withMembers = new Set(all.flatMap((l) => Object.keys(l.members ?? {}).flatMap(headed)).map(packageOf));

  const limitOf = (call: ExternalCall, program: Program): Signal[] => {
    const isLimited = limits.get(call.path)?.(call, program);
    return isLimited === undefined ? [] : [{ kind: 'limit', isLimited, call }];
  };

  return {
    isKnown: (path) => calls.get(path) !== undefined,
    isPackage: (path) => packages.has(packageOf(path)),
    typeAlias: (path) => types.get(path),
    valueOf: (call) => values.get(call.path)?.(call),
    callbackOf: (path) => callbacks.get(path),
    isModel: (path) => models.has(path),
    entryOf: (path) => entries.get(path),
    dispatchOf: (path) => dispatches.get(path),
    emitterOf: (path) => emitters.get(path),
    conventions: all.flatMap((l) => l.conventions ?? []),
    loaders: new Set(all.flatMap((l) => l.loaders ?? [])),
    memberOf: (of, name) => {
      const path = pathOf(of);
      return path !== undefined && withMembers.has(packageOf(path)) ? members.get(`${path}.${name}`)?.(of, name) : undefined;
    },
    recognise: (program) => [
      ...program.calls.flatMap((call) => [...many(calls.get(call.path)?.(call, program)), ...limitOf(call, program)]),
      ...program.classes.flatMap((cls) => classes.flatMap((row) => [...row(cls, program)])),
    ],
  };
}

function many(found: Signal | undefined | Iterable<Signal>): Signal[] {
  if (found === undefined) return [];
  return 'kind' in found ? [found] : [...found];
}

interface Index<T> {
  get(path: string): T | undefined;
}

/** Keys of a package are written out with the first path that is asked for: a system uses few of all that are known. */
function index<T>(tables: readonly (Readonly<Record<string, T>> | undefined)[]): Index<T> {
  const keys = new Map<string, [key: string, row: T][]>();
  for (const table of tables) {
    for (const [key, row] of Object.entries(table ?? {})) {
      for (const path of headed(key)) {
        const of = packageOf(path);
        const known = keys.get(of);
        if (known) known.push([path, row]);
        else keys.set(of, [[path, row]]);
      }
    }
  }
  const rows = remembered((name) => rowsOf(keys.get(name) ?? []));
  return {
    get: remembered((path) => {
      const { exact, patterns } = rows(packageOf(path));
      return exact.get(path) ?? patterns.find(({ test }) => test.test(path))?.row;
    }),
  };
}

interface Rows<T> {
  readonly exact: ReadonlyMap<string, T>;
  readonly patterns: readonly { readonly test: RegExp; readonly row: T }[];
}

function rowsOf<T>(keys: readonly (readonly [key: string, row: T])[]): Rows<T> {
  const exact = new Map<string, T>();
  const patterns: { test: RegExp; row: T }[] = [];
  for (const [key, row] of keys) {
    for (const path of expand(key)) {
      if (path.includes('*')) patterns.push({ test: pattern(path), row });
      else exact.set(path, row);
    }
  }
  return { exact, patterns };
}

/** Only so far that all paths of one key are of one package: `{a,b}.{c,d}` → `a.{c,d}`, `b.{c,d}`. */
export function headed(key: string): string[] {
  const open = key.indexOf('{');
  if (open < 0 || packageOf(key).length < open) return [key];
  return alternatives(key, open).flatMap(headed);
}

/** `a.{b,c}.d` → `a.b.d`, `a.c.d`. */
export function expand(key: string): string[] {
  const open = key.indexOf('{');
  return open < 0 ? [key] : alternatives(key, open).flatMap(expand);
}

/** One key for each part of the first braces. */
function alternatives(key: string, open: number): string[] {
  const close = key.indexOf('}', open);
  return key
    .slice(open + 1, close)
    .split(',')
    .map((part) => key.slice(0, open) + part + key.slice(close + 1));
}

function pattern(path: string): RegExp {
  return new RegExp(
    `^${path
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('[^.()]+')}$`,
  );
}

/** Up to the first dot behind a scope's slash: the bucket of a pattern. */
export function packageOf(path: string): string {
  const from = path.startsWith('@') ? path.indexOf('/') + 1 : 0;
  const end = path.slice(from).search(/[.(]/);
  return end < 0 ? path : path.slice(0, from + end);
}
