import type { Location } from '../../../model/location.js';
import type { ModuleFacts } from '../../../model/module-facts.js';
import type { Value } from '../../../model/value.js';
import { surroundingsOf } from './surroundings.js';

/** What evaluation looks up in a file's facts again and again, found once for all units. */
export interface ModuleIndex {
  /** Where each call stands. */
  readonly places: readonly Location[];
  /** `file:line:column` of each call. */
  readonly sites: readonly string[];
  /** Position of each call among the calls of its function. */
  readonly callSlots: readonly number[];
  /** Position of each binding among those of its function. */
  readonly defSlots: readonly number[];
  /** Calls that are decorators: they are recorded with what they decorate. */
  readonly decorators: ReadonlySet<number>;
  /** Assignments into what a binding holds. */
  readonly writes: ReadonlyMap<number, readonly { readonly path: readonly string[]; readonly value: Value }[]>;
  readonly exports: ReadonlyMap<string, Value>;
  /** For each function the innermost one around it of which its code uses something. */
  readonly surroundings: readonly number[];
}

const indexes = new WeakMap<ModuleFacts, ModuleIndex>();

export function indexOf(module: ModuleFacts): ModuleIndex {
  let index = indexes.get(module);
  if (!index) indexes.set(module, (index = indexed(module)));
  return index;
}

function indexed(module: ModuleFacts): ModuleIndex {
  const { file, calls, defs } = module;
  return {
    places: calls.map(({ line, column, endLine, endColumn }) => ({ file, line, column, endLine, endColumn })),
    sites: calls.map(({ line, column }) => `${file}:${String(line)}:${String(column)}`),
    callSlots: slots(calls),
    defSlots: slots(defs),
    decorators: decoratorCalls(module),
    writes: writesOf(module),
    exports: new Map(module.exports),
    surroundings: surroundingsOf(module),
  };
}

/** Numbers the members of each function from 0. */
function slots(members: readonly { readonly fn: number }[]): number[] {
  const used = new Map<number, number>();
  return members.map(({ fn }) => {
    const slot = used.get(fn) ?? 0;
    used.set(fn, slot + 1);
    return slot;
  });
}

function decoratorCalls({ classes, functions }: ModuleFacts): ReadonlySet<number> {
  const decorators = [
    ...classes.flatMap((c) => [...c.decorators, ...c.fields.flatMap((f) => f.decorators)]),
    ...functions.flatMap((f) => [...f.decorators, ...f.params.flatMap((p) => p.decorators)]),
  ];
  return new Set(decorators.flatMap((d) => (d.k === 'call' ? [d.at] : [])));
}

function writesOf({ writes }: ModuleFacts): ModuleIndex['writes'] {
  const index = new Map<number, ModuleFacts['writes'][number][]>();
  for (const write of writes) {
    const known = index.get(write.def);
    if (known) known.push(write);
    else index.set(write.def, [write]);
  }
  return index;
}
