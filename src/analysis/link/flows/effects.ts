import { compareLocations, compareText, type Location } from '../../../model/location.js';
import type { Effects, Read } from '../../../model/practice.js';
import type { ExternalCall } from '../../../model/program.js';
import { show } from '../../../model/residual.js';
import type { Context } from '../context.js';
import { framesFrom } from '../frames.js';
import { signalsOf, type LinkedUnit, type LinkInput, type SignalOf } from '../input.js';
import { isKeyValue } from '../stores/engines.js';
import { type ClassNames, isOfNoTable, isWritingStatement, placeOf, tableOf, writtenBy } from './accessed.js';
import { beginningOf, nameOf } from './entries.js';

/** What each operation of the services reads, writes into databases and publishes; those that do neither are left out. */
export function effectsOf({ linked, offered }: Pick<Context, 'linked' | 'offered'>, { modules }: Pick<LinkInput, 'modules'>): Effects[] {
  const classNames: ClassNames = ({ module, at }) => modules.get(module)?.classes[at]?.name;
  return linked
    .flatMap((item) => {
      const accesses = signalsOf(item, 'access');
      const written = inFrames(accesses.filter(isWrite), (signal) => writtenBy(signal, classNames));
      const read = inFrames(accesses.filter(isRead), (signal) => ({ table: tableOf(signal, 'read', classNames), at: placeOf(signal) }));
      const published = inFrames(publicationsOf(item), ({ name, call }) => ({ name, at: call.at }));
      if (written.size + read.size + published.size === 0) return [];
      return item.program.entries.flatMap((entry): Effects[] => {
        const frames = [...framesFrom(item.program, [entry.frame])];
        const writes = frames.flatMap((frame) => written.get(frame) ?? []);
        const reads = frames.flatMap((frame) => read.get(frame) ?? []);
        const publishes = frames.flatMap((frame) => published.get(frame) ?? []);
        const at = beginningOf(item, entry);
        if (at === undefined || writes.length + reads.length + publishes.length === 0) return [];
        const name = nameOf(item.program, entry, offered.get(item.unit.name) ?? []);
        const of = { kind: entry.kind, name, at };
        return [{ service: item.unit.name, entry: of, writes: once(writes), reads: ofTables(reads), publishes: once(publishes) }];
      });
    })
    .sort(
      (a, b) => compareText(a.service, b.service) || compareText(a.entry.name, b.entry.name) || compareLocations(a.entry.at, b.entry.at),
    );
}

/** Caches, sessions and locks are no data of the business. */
function isWrite(signal: SignalOf<'access'>): boolean {
  const { sql, engine, role } = signal;
  const writes = signal.access === 'write' || (sql !== undefined && isWritingStatement(sql));
  return writes && (role === undefined || role === 'primary') && !(engine !== undefined && isKeyValue(engine));
}

function isRead(signal: SignalOf<'access'>): boolean {
  const { access, sql } = signal;
  return access === 'read' && !(sql !== undefined && isWritingStatement(sql)) && !isOfNoTable(signal);
}

/** By the frame whose code does it; each is described once, however many operations lead to it. */
function inFrames<S extends { readonly call: { readonly frame: number } }, T>(all: readonly S[], told: (one: S) => T): Map<number, T[]> {
  const found = new Map<number, T[]>();
  for (const one of all) {
    const there = found.get(one.call.frame);
    if (there) there.push(told(one));
    else found.set(one.call.frame, [told(one)]);
  }
  return found;
}

interface Publication {
  readonly name: string;
  readonly call: ExternalCall;
}

function publicationsOf(item: LinkedUnit): Publication[] {
  const own = signalsOf(item, 'publish').filter(({ reply }) => reply !== true);
  const nest = signalsOf(item, 'message-send').filter(({ style }) => style === 'event');
  return [
    ...own.map(({ topic, call }) => ({ name: show(topic), call })),
    ...nest.map(({ pattern, call }) => ({ name: show(pattern), call })),
  ];
}

/** One place may stand for several tables: a helper that is given the statement. */
function once<T extends { readonly at: Location }>(all: readonly T[]): T[] {
  const places = new Map(all.map((one) => [JSON.stringify(one), one]));
  return [...places.values()].sort((a, b) => compareLocations(a.at, b.at));
}

function ofTables(all: readonly Read[]): Read[] {
  const tables = new Map<string, Read>();
  for (const one of [...all].sort((a, b) => compareLocations(a.at, b.at))) if (!tables.has(one.table)) tables.set(one.table, one);
  return [...tables.values()];
}
