import { Chalk } from 'chalk';

import type { EnvReading } from '../../model/deployment.js';
import type { Related } from '../../model/finding.js';
import type { Location } from '../../model/location.js';
import type { TableAccess } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';
import { listed, plural } from '../../shared/text.js';
import { placeOf } from '../frame.js';
import { beside, framed, INDENT, note, type Style } from '../framed.js';
import { hanging, safe } from '../layout.js';
import type { CallHop, Explanation, Hop, Link, StoreHop, Way } from './explanation.js';
import { envValue } from './env-value.js';
import { insteadLines } from './instead-text.js';

export interface Page {
  readonly width: number;
  readonly color: boolean;
  readonly lineOf: (file: string, line: number) => string | undefined;
}

export interface Sheet extends Style {
  readonly lineOf: Page['lineOf'];
}

/** Places, entries and environment entries of one edge that are told; the rest is counted. */
const MAX_TOLD = 5;

/** For people: each step from the one to the other with its code, who asks for it and what decided where it leads. */
export function whyText(explanation: Explanation, { width, color, lineOf }: Page): string {
  const sheet = { width, lineOf, paint: new Chalk({ level: color ? 1 : 0 }) };
  const { from, to, paths, instead } = explanation;
  const head = headline(explanation);
  const body =
    instead === undefined
      ? paths.flatMap((path, index) => [
          ...(paths.length > 1 ? [`way ${index + 1}: ${way(path)}`, ''] : []),
          ...path.flatMap((hop) => hopLines(hop, sheet)),
        ])
      : insteadLines(instead, { from, to }, sheet);
  return [...hanging('', safe(head), width).map((line) => sheet.paint.bold(line)), '', ...body].join('\n');
}

function headline({ from, to, paths }: Explanation): string {
  const [first] = paths;
  if (first === undefined) return `nothing was found that leads from ${from} to ${to.name}`;
  const [only] = first;
  if (paths.length > 1) return `${from} reaches ${to.name} over others, in ${plural(paths.length, 'way')} of ${first.length} steps`;
  if (first.length > 1 || only === undefined) return `${from} reaches ${to.name} over others: ${way(first)}`;
  return only.kind === 'store' ? `${from} opens ${to.name}` : `${from} reaches ${to.name} directly: ${plural(only.links.length, 'edge')}`;
}

function way(path: readonly Hop[]): string {
  return [path[0]?.from ?? '', ...path.map((hop) => (hop.kind === 'store' ? hop.store.id : hop.to))].join(' → ');
}

function hopLines(hop: Hop, sheet: Sheet): string[] {
  return hop.kind === 'store' ? storeLines(hop, sheet) : callLines(hop, sheet);
}

function callLines({ from, to, links }: CallHop, sheet: Sheet): string[] {
  return links.flatMap((link) => [...linkLines(link, `${from} → ${to}`, sheet), '']);
}

function linkLines({ edge, ways }: Link, label: string, sheet: Sheet): string[] {
  const { protocol, name, confidence, style, operation, evidence, profiles, env = [] } = edge;
  const reached = operation === undefined || operation === name ? '' : `, answered by ${operation}`;
  return [
    ...title(protocol, `${name} · ${style}, ${confidence}${reached}`, sheet),
    ...placeLines(evidence, label, sheet),
    ...wayLines(ways, sheet),
    ...envLines(env, sheet),
    ...note('in', listed(profiles, MAX_TOLD), sheet),
  ];
}

function title(kind: string, told: string, { width, paint }: Style): string[] {
  const head = `${kind.padEnd(INDENT - 2)}  `;
  const [first = '', ...more] = hanging(head, safe(told), width);
  return [`${paint.cyan.bold(head)}${first.slice(head.length)}`, ...more];
}

function placeLines([first, ...more]: readonly Location[], label: string, sheet: Sheet): string[] {
  if (first === undefined) return [];
  const others: Related[] = more.map((at) => ({ ...at, message: label }));
  return [...framed({ at: first, label, ...sheet }), ...besideSome(others, first.line, sheet)];
}

function besideSome(places: readonly Related[], line: number, sheet: Sheet): string[] {
  const rest = places.length - MAX_TOLD;
  const shown = beside(places.slice(0, MAX_TOLD), line, sheet);
  return rest > 0 ? [...shown, `${' '.repeat(String(line).length + 1)}${sheet.paint.dim(`… and ${rest} more`)}`] : shown;
}

/** The first way step by step; of the others, where they begin. */
function wayLines([first, ...others]: readonly Way[], sheet: Style): string[] {
  if (first === undefined) return [];
  const { entry, call } = first;
  const steps = [...call.chain, call.at].map(placeOf);
  const loops = call.loops
    .filter(({ retry }) => !retry)
    .map(({ over, at }) => `in a loop${over === '' ? '' : ` over ${over}`} (${placeOf(at)})`);
  const full = [[entryText(entry), ...steps].join(' → '), ...loops].join(', ');
  const also = [...new Set(others.map((one) => entryText(one.entry)))].filter((told) => told !== entryText(entry));
  return [...note('via', full, sheet), ...(also.length === 0 ? [] : note('also', listed(also, MAX_TOLD), sheet))];
}

function entryText({ name, kind, at }: Way['entry']): string {
  return `${name} (${kind}, ${placeOf(at)})`;
}

function envLines(env: readonly EnvReading[], sheet: Style): string[] {
  const rows = [...groupBy(env, ({ name, entry }) => JSON.stringify([name, placeOf(entry.at)])).values()];
  return limited(
    rows.flatMap(([first]) => (first === undefined ? [] : [envText(first)])),
    'env',
    sheet,
  );
}

function envText({ name, entry }: Pick<EnvReading, 'name' | 'entry'>): string {
  const value = envValue(entry);
  return `${name}${value === undefined ? '' : `=${value}`} from ${placeOf(entry.at)}`;
}

function limited(texts: readonly string[], name: string, sheet: Style): string[] {
  const rest = texts.length - MAX_TOLD;
  const lines = texts.slice(0, MAX_TOLD).flatMap((told, index) => note(index === 0 ? name : '', told, sheet));
  return rest > 0 ? [...lines, ...note('', `… and ${rest} more`, sheet)] : lines;
}

function storeLines({ from, store, accessor }: StoreHop, sheet: Sheet): string[] {
  const { engine, role, proven } = store;
  const access = accessor.access.length === 0 ? 'opens' : accessor.access.map((one) => `${one}s`).join(' and ');
  const [opened] = accessor.evidence;
  const tables = accessor.tables.map((one) => tablePlace(from, one));
  return [
    ...title('store', `${store.id} · ${engine}, ${role}, ${proven ? 'proven' : 'address not known'}`, sheet),
    ...(opened === undefined
      ? []
      : [...framed({ at: opened, label: `${from} ${access}`, ...sheet }), ...besideSome(tables, opened.line, sheet)]),
    ...(accessor.env === undefined ? [] : note('env', envText(accessor.env), sheet)),
    ...note('in', listed(store.profiles, MAX_TOLD), sheet),
    '',
  ];
}

function tablePlace(from: string, { at, table, access }: TableAccess): Related {
  return { ...at, message: `${from} ${access}s ${table}` };
}
