import type { UserLibrary } from '../../model/manifest.js';
import type { CallbackRow, DispatchRow, Entry, ExternalCall, LibraryTables, Program } from '../../model/program.js';
import { pathOf } from '../../model/residual.js';
import type { Signal } from '../../model/signal.js';
import type { Library, LimitRow, Row, ValueRow } from './define-library.js';
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
    all.flatMap((l) => [l.calls, l.values, l.types].flatMap((table) => Object.keys(table ?? {}).flatMap(expand))).map(packageOf),
  );
  const types = new Map(all.flatMap((l) => Object.entries(l.types ?? {})));
  const models = new Set(all.flatMap((l) => (l.models ?? []).flatMap(expand)));
  const classes = all.flatMap((l) => (l.classes ? [l.classes] : []));

  const limits = index<LimitRow>(all.map((l) => l.limits));
  const members = index<number>(all.map((l) => l.members));
  const dispatches = index<DispatchRow>(all.map((l) => l.dispatches));
  const memberNames = new Set(all.flatMap((l) => Object.keys(l.members ?? {}).map((path) => path.slice(path.lastIndexOf('.') + 1))));

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
    conventions: all.flatMap((l) => l.conventions ?? []),
    memberOf: (of, name) => (memberNames.has(name) ? members.get(`${pathOf(of) ?? ''}.${name}`) : undefined),
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

function index<T>(tables: readonly (Readonly<Record<string, T>> | undefined)[]): Index<T> {
  const exact = new Map<string, T>();
  const patterns = new Map<string, { readonly test: RegExp; readonly row: T }[]>();
  for (const table of tables) {
    for (const [key, row] of Object.entries(table ?? {})) {
      for (const path of expand(key)) {
        if (!path.includes('*')) exact.set(path, row);
        else patterns.set(packageOf(path), [...(patterns.get(packageOf(path)) ?? []), { test: pattern(path), row }]);
      }
    }
  }
  const known = new Map<string, T | undefined>();
  return {
    get(path) {
      if (known.has(path)) return known.get(path);
      const row = exact.get(path) ?? (patterns.get(packageOf(path)) ?? []).find(({ test }) => test.test(path))?.row;
      known.set(path, row);
      return row;
    },
  };
}

/** `a.{b,c}.d` → `a.b.d`, `a.c.d`. */
export function expand(key: string): string[] {
  const open = key.indexOf('{');
  if (open < 0) return [key];
  const close = key.indexOf('}', open);
  return key
    .slice(open + 1, close)
    .split(',')
    .flatMap((part) => expand(key.slice(0, open) + part + key.slice(close + 1)));
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
function packageOf(path: string): string {
  const from = path.startsWith('@') ? path.indexOf('/') + 1 : 0;
  const end = path.slice(from).search(/[.(]/);
  return end < 0 ? path : path.slice(0, from + end);
}
