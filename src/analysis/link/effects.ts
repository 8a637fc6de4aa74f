import { compareLocations, compareText, type Location } from '../../model/location.js';
import type { Effects, Published, Written } from '../../model/practice.js';
import type { Program } from '../../model/program.js';
import { alternatives, show } from '../../model/residual.js';
import { groupBy } from '../../shared/group-by.js';
import type { Context } from './context.js';
import { isKeyValue } from './engines.js';
import { beginningOf, nameOf } from './flows.js';
import { signalsOf, type LinkedUnit, type SignalOf } from './input.js';

/** Entries that lead to more frames than this are not followed any further. */
const MAX_FRAMES = 5_000;

/** What each operation of the services writes into databases and publishes; those that do neither are left out. */
export function effectsOf({ linked, offered }: Pick<Context, 'linked' | 'offered'>): Effects[] {
  return linked
    .flatMap((item) => {
      const written = groupBy(signalsOf(item, 'access').filter(isWrite), ({ call }) => String(call.frame));
      const published = groupBy(publicationsOf(item), ({ frame }) => String(frame));
      if (written.size === 0 && published.size === 0) return [];
      return item.program.entries.flatMap((entry): Effects[] => {
        const frames = framesFrom(item.program, entry.frame);
        const writes = frames.flatMap((frame) => (written.get(String(frame)) ?? []).map(writtenBy));
        const publishes = frames.flatMap((frame) => (published.get(String(frame)) ?? []).map(({ name, at }) => ({ name, at })));
        const at = beginningOf(item, entry);
        if (at === undefined || writes.length + publishes.length === 0) return [];
        const name = nameOf(item.program, entry, offered.get(item.unit.name) ?? []);
        return [{ service: item.unit.name, entry: { kind: entry.kind, name, at }, writes: once(writes), publishes: once(publishes) }];
      });
    })
    .sort(
      (a, b) => compareText(a.service, b.service) || compareText(a.entry.name, b.entry.name) || compareLocations(a.entry.at, b.entry.at),
    );
}

/** Caches, sessions and locks are no data of the business. */
function isWrite({ access, sql, engine, role }: SignalOf<'access'>): boolean {
  const isStatement = sql !== undefined && /^["'`\s]*(?:insert|update|delete|merge|upsert|replace)\b/i.test(show(sql));
  return (access === 'write' || isStatement) && (role === undefined || role === 'primary') && !(engine !== undefined && isKeyValue(engine));
}

function writtenBy({ table, sql, call }: SignalOf<'access'>): Written {
  const [of] = alternatives(table ?? sql ?? call.callee);
  const path = call.path.slice(call.path.lastIndexOf('.') + 1);
  return { table: of === undefined ? path : show(of), at: call.at };
}

interface Publishing extends Published {
  readonly frame: number;
}

function publicationsOf(item: LinkedUnit): Publishing[] {
  const own = signalsOf(item, 'publish').filter(({ reply }) => reply !== true);
  const nest = signalsOf(item, 'message-send').filter(({ style }) => style === 'event');
  return [
    ...own.map(({ topic, call }) => ({ name: show(topic), at: call.at, frame: call.frame })),
    ...nest.map(({ pattern, call }) => ({ name: show(pattern), at: call.at, frame: call.frame })),
  ];
}

function framesFrom({ frames }: Program, from: number): readonly number[] {
  const seen = new Set([from]);
  for (const frame of seen) {
    if (seen.size > MAX_FRAMES) break;
    for (const to of frames[frame]?.callsTo ?? []) seen.add(to.frame);
  }
  return [...seen];
}

function once<T extends { readonly at: Location }>(all: readonly T[]): T[] {
  const places = new Map(all.map((one) => [JSON.stringify(one.at), one]));
  return [...places.values()].sort((a, b) => compareLocations(a.at, b.at));
}
