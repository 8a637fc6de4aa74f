import type { ExternalCall } from '../../../model/program.js';
import { alternatives, type Residual } from '../../../model/residual.js';
import { groupBy } from '../../../shared/group-by.js';
import { signalsOf, type LinkedUnit, type SignalOf } from '../input.js';
import type { Place } from '../places.js';
import { normalPath } from '../values/address.js';
import { textsOf } from '../values/env.js';
import { itemsOf } from '../values/fields.js';
import { shown, type Text } from '../values/text.js';

export interface Route {
  readonly method: string;
  /** `/orders/{}`. */
  readonly path: string;
  readonly protocol: 'http' | 'graphql';
  readonly call: ExternalCall;
}

/** More mounts of one router than this are the same router under another name. */
const MAX_PREFIXES = 12;

/** Full paths: the prefixes under which routers are mounted, from the outermost, and the global prefix of Nest. */
export function routesOf(linked: LinkedUnit, place: Place): Route[] {
  const mounts = mountTable(signalsOf(linked, 'mount'), place);
  const globals = signalsOf(linked, 'global-prefix').flatMap(({ prefix }) => textsOf(prefix, place).map(shown));
  return signalsOf(linked, 'route').flatMap(({ method, path, router, protocol, call }) => {
    const outer = router === undefined ? (globals.length > 0 ? globals : ['']) : prefixesOf(router, mounts);
    const paths = itemsOf(path).flatMap((item) => textsOf(item, place).map(pathText));
    return cross(outer, paths).map((full) => ({ method, protocol, call, path: protocol === 'graphql' ? full : normalPath(full) }));
  });
}

/**
 * Prefixes under which something that is mounted as a router answers: a proxy, the handler of a schema. What one place makes in
 * each round of a loop is told apart by what it is given.
 */
export function mountsOf(linked: LinkedUnit, place: Place): (child: Residual) => readonly string[] {
  const signals = signalsOf(linked, 'mount');
  const mounts = mountTable(signals, place);
  const asGiven = groupBy(signals, ({ child }) => String(child.hash));
  return (child) => {
    const above = asGiven.get(String(child.hash));
    const prefixes = above ? prefixesOf(child, new Map([...mounts, ...mountTable(above, place)])) : prefixesOf(child, mounts);
    return prefixes.map((prefix) => (prefix === '' ? '/' : prefix));
  };
}

type Mounts = ReadonlyMap<string, readonly { readonly parent: Residual; readonly prefixes: readonly string[] }[]>;

function mountTable(mounts: readonly SignalOf<'mount'>[], place: Place): Mounts {
  const table = new Map<string, { parent: Residual; prefixes: string[] }[]>();
  for (const { parent, prefix, child } of mounts) {
    const prefixes = prefix === undefined ? [''] : itemsOf(prefix).flatMap((item) => textsOf(item, place).map(pathText));
    for (const key of identitiesOf(child)) table.set(key, [...(table.get(key) ?? []), { parent, prefixes }]);
  }
  return table;
}

/** Every way from the app down to this router. */
function prefixesOf(router: Residual, mounts: Mounts, seen: ReadonlySet<string> = new Set()): readonly string[] {
  const prefixes = identitiesOf(router).flatMap((key) => {
    const above = seen.has(key) ? [] : (mounts.get(key) ?? []);
    return above.flatMap((mount) => cross(prefixesOf(mount.parent, mounts, new Set([...seen, key])), mount.prefixes));
  });
  return prefixes.length === 0 ? [''] : [...new Set(prefixes)].slice(0, MAX_PREFIXES);
}

/** A router is the call that made it; an instance of ours, or a package's own, is itself. */
function identitiesOf(router: Residual): string[] {
  return alternatives(router).map((one) => (one.k === 'call' || one.k === 'instance' ? one.site : `#${one.hash}`));
}

function pathText(text: Text): string {
  return text.pieces.map((piece) => (typeof piece === 'string' ? piece : '{}')).join('');
}

function cross(prefixes: readonly string[], paths: readonly string[]): string[] {
  return prefixes.flatMap((prefix) =>
    paths.map((path) => (prefix === '' ? path : `${prefix.replace(/\/$/, '')}/${path.replace(/^\//, '')}`)),
  );
}
