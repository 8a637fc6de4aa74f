import { groupBy } from '../../../shared/group-by.js';
import { tomlValues } from '../../../shared/placed-toml.js';
import { asMap, jsonc } from '../packages.js';
import type { CloudFunction, Stack } from './read.js';
import type { StackValue } from './values.js';

/** A text of the file, with the names and positions that lead to it: `services`, `0`, `binding`. */
interface Setting {
  readonly path: readonly string[];
  readonly value: string;
  readonly line: number;
  readonly column: number;
}

/**
 * A Worker of Cloudflare: what `wrangler.toml` or `wrangler.json` binds to names of its environment. Bindings to Workers and queues are
 * their names, those to databases an address that is the same for all who are bound to it. undefined: it runs no code.
 */
export function readWrangler(file: string, text: string): Stack | undefined {
  const settings = file.endsWith('.toml') ? tomlValues(text) : textsIn(jsonc(text), []);
  const main = settings && textAt(settings, 'main');
  if (!settings || main === undefined) return undefined;
  const name = textAt(settings, 'name') ?? '';
  const stages = [...groupBy(below(settings, 'env'), ({ path: [stage = ''] }) => stage)].sort(productionFirst);
  const deployments = [settings, ...stages.map(([stage, all]) => below(all, stage))];
  const env = Object.fromEntries([...deployments].reverse().flatMap((one) => bindingsOf(file, one)));
  const names = [name, ...stages.map(([stage, all]) => textAt(all, stage, 'name') ?? `${name}-${stage}`)];
  const queues = new Set(deployments.flatMap((one) => itemsOf(one, 'queues', 'consumers').flatMap((item) => textAt(item, 'queue') ?? [])));
  const path = main.replace(/^\.\//, '').replace(/\.[cm]?[jt]sx?$/, '');
  const at = { file, line: 1, column: 1 };
  const fetches = names.map((one): CloudFunction => ({ handler: `${path}.fetch`, name: one, env, events: [], at }));
  const hears = [...queues].map((topic) => ({ kind: 'message', broker: 'queues', topic }) as const);
  return {
    file,
    kind: 'worker',
    functions: [...fetches, ...(hears.length > 0 ? [{ handler: `${path}.queue`, name, env: {}, events: hears, at }] : [])],
    subscriptions: [],
    at,
  };
}

function productionFirst([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return Number(b.startsWith('prod')) - Number(a.startsWith('prod'));
}

type Bound = readonly [list: readonly string[], key: string, address: (of: string) => string];

/** What may be bound that leads somewhere; of two addresses of one database the last is taken. */
const BOUND: readonly Bound[] = [
  [['services'], 'service', (of) => of],
  [['queues', 'producers'], 'queue', (of) => of],
  [['d1_databases'], 'database_id', (id) => `libsql://d1/${id}`],
  [['d1_databases'], 'database_name', (of) => `libsql://d1/${of}`],
];

function bindingsOf(file: string, settings: readonly Setting[]): [string, StackValue][] {
  const variables = below(settings, 'vars').flatMap(({ path: [name = '', ...rest], value, line, column }): [string, StackValue][] =>
    rest.length === 0 ? [[name, { value, at: { file, line, column } }]] : [],
  );
  const bound = BOUND.flatMap(([list, key, address]) =>
    itemsOf(settings, ...list).flatMap((item): [string, StackValue][] => {
      const [name, of] = [textAt(item, 'binding'), item.find(({ path }) => path.length === 1 && path[0] === key)];
      return name === undefined || !of ? [] : [[name, { value: address(of.value), at: { file, line: of.line, column: of.column } }]];
    }),
  );
  return [...variables, ...bound];
}

function textAt(settings: readonly Setting[], ...path: readonly string[]): string | undefined {
  const found = settings.find((one) => one.path.length === path.length && path.every((step, at) => one.path[at] === step));
  return found?.value === '' ? undefined : found?.value;
}

/** What stands in a table, with paths that begin there. */
function below(settings: readonly Setting[], ...path: readonly string[]): Setting[] {
  return settings.flatMap((one) =>
    one.path.length > path.length && path.every((step, at) => one.path[at] === step) ? [{ ...one, path: one.path.slice(path.length) }] : [],
  );
}

/** Each table of a list. */
function itemsOf(settings: readonly Setting[], ...path: readonly string[]): Setting[][] {
  const items = groupBy(below(settings, ...path), ({ path: [index = ''] }) => index);
  return [...items].map(([index, all]) => below(all, index));
}

/** JSON has no places here: what it says is told at the head of the file. */
function textsIn(value: unknown, path: readonly string[]): Setting[] {
  if (typeof value === 'string') return [{ path, value, line: 1, column: 1 }];
  const entries = Array.isArray(value)
    ? value.map((item: unknown, index) => [String(index), item] as const)
    : [...(entriesOf(value) ?? [])];
  return entries.flatMap(([name, one]) => textsIn(one, [...path, name]));
}

function entriesOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  return value instanceof Map ? (value as ReadonlyMap<string, unknown>) : asMap(value);
}
