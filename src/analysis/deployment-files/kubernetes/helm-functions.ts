import { stringify } from 'yaml';

/** A value that only a cluster or a release knows; it prints as the variable it is. */
export class Unknown {
  constructor(readonly name: string) {}
}

type HelmFunction = (...args: readonly unknown[]) => unknown;

/** As Go templates see it: nothing, empty text, empty lists and zero are false; what is unknown may be there. */
export function isTrue(value: unknown): boolean {
  if (value instanceof Unknown) return true;
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return value !== undefined && value !== null && value !== '' && value !== false && value !== 0;
}

export function printed(value: unknown): string {
  if (value instanceof Unknown) return `\${${value.name.replace(/\W+/g, '_')}}`;
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const text = printed;

function indented(width: unknown, value: unknown): string {
  return text(value).replace(/^(?=.)/gm, ' '.repeat(Math.max(0, Math.min(40, Number(width) || 0))));
}

function formatted(format: unknown, ...args: readonly unknown[]): string {
  let next = 0;
  return text(format).replace(/%(?:[-+# 0]*\d*(?:\.\d+)?)([a-z%])/g, (_, kind: string) =>
    kind === '%' ? '%' : kind === 'q' ? JSON.stringify(text(args[next++])) : text(args[next++]),
  );
}

/** What charts use, of Go and of Sprig; the piped value comes last. */
export const FUNCTIONS: ReadonlyMap<string, HelmFunction> = new Map<string, HelmFunction>([
  ['default', (fallback, value) => (isTrue(value) ? value : fallback)],
  ['coalesce', (...values) => values.find(isTrue)],
  ['required', (_, value) => value],
  ['ternary', (yes, no, test) => (isTrue(test) ? yes : no)],
  ['empty', (value) => !isTrue(value)],
  ['not', (value) => !isTrue(value)],
  ['and', (...values) => values.find((value) => !isTrue(value)) ?? values.at(-1)],
  ['or', (...values) => values.find(isTrue) ?? values.at(-1)],
  ['eq', (a, ...others) => others.some((b) => text(a) === text(b))],
  ['ne', (a, b) => text(a) !== text(b)],
  ['quote', (value) => JSON.stringify(text(value))],
  ['squote', (value) => `'${text(value).replaceAll("'", "''")}'`],
  ['toString', text],
  ['print', (...values) => values.map(text).join('')],
  ['printf', formatted],
  ['int', (value) => Number(value) || 0],
  ['int64', (value) => Number(value) || 0],
  ['float64', (value) => Number(value) || 0],
  ['upper', (value) => text(value).toUpperCase()],
  ['lower', (value) => text(value).toLowerCase()],
  ['trim', (value) => text(value).trim()],
  ['trunc', (length, value) => text(value).slice(0, Number(length) >= 0 ? Number(length) : undefined)],
  [
    'trimSuffix',
    (end, value) => (text(end) !== '' && text(value).endsWith(text(end)) ? text(value).slice(0, -text(end).length) : text(value)),
  ],
  ['trimPrefix', (start, value) => (text(value).startsWith(text(start)) ? text(value).slice(text(start).length) : text(value))],
  ['replace', (from, to, value) => (text(from) === '' ? text(value) : text(value).replaceAll(text(from), text(to)))],
  ['contains', (part, value) => text(value).includes(text(part))],
  ['hasPrefix', (start, value) => text(value).startsWith(text(start))],
  ['hasSuffix', (end, value) => text(value).endsWith(text(end))],
  ['join', (between, values) => (Array.isArray(values) ? values.map(text).join(text(between)) : text(values))],
  ['list', (...values) => values],
  ['dict', (...pairs) => Object.fromEntries(pairs.flatMap((key, i) => (i % 2 === 0 ? [[text(key), pairs[i + 1]]] : [])))],
  ['get', (map, key) => fieldOf(map, text(key))],
  ['index', (value, ...keys) => keys.reduce<unknown>((at, key) => fieldOf(at, text(key)), value)],
  ['hasKey', (map, key) => typeof map === 'object' && map !== null && Object.hasOwn(map, text(key))],
  ['toYaml', (value) => (isTrue(value) && !(value instanceof Unknown) ? stringify(value).trimEnd() : text(value))],
  ['toJson', (value) => (value === undefined ? '' : JSON.stringify(value))],
  ['indent', indented],
  ['nindent', (width, value) => `\n${indented(width, value)}`],
  ['b64enc', (value) => Buffer.from(text(value)).toString('base64')],
  ['tpl', (value) => value],
]);

/** A field of a value; of what is unknown every field is. */
export function fieldOf(value: unknown, name: string): unknown {
  if (value instanceof Unknown) return new Unknown(`${value.name}.${name}`);
  if (Array.isArray(value)) return value[Number(name)];
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}
