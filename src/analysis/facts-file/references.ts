import type { FactsOfFile } from './format.js';

type Module = NonNullable<FactsOfFile['facts']>;

/** What in the facts of a module refers to something that is not there, or to what refers back; undefined: nothing does. */
export function brokenReference(module: Module): string | undefined {
  return [...values(module, module), ...parts(module)].find(({ index, below }) => index >= below)?.what;
}

/** `index` has to be less than `below`. */
interface Reference {
  readonly what: string;
  readonly index: number;
  readonly below: number;
}

/** By the `k` of a value: which of its fields is an index, and into what. */
const INDEXES: Readonly<Record<string, readonly [field: string, list: 'defs' | 'calls' | 'functions' | 'classes' | 'shapes']>> = {
  ref: ['def', 'defs'],
  param: ['fn', 'functions'],
  this: ['cls', 'classes'],
  super: ['cls', 'classes'],
  call: ['at', 'calls'],
  fn: ['at', 'functions'],
  class: ['at', 'classes'],
  shape: ['at', 'shapes'],
};

/** Those of all values, wherever they stand. */
function* values(inside: unknown, module: Module): Generator<Reference> {
  if (typeof inside !== 'object' || inside === null) return;
  if ('k' in inside && typeof inside.k === 'string') {
    const [field, into] = INDEXES[inside.k] ?? [];
    if (field !== undefined && into !== undefined)
      yield { what: `${inside.k}.${field}`, index: (inside as Record<string, unknown>)[field] as number, below: module[into].length };
  }
  for (const one of Object.values(inside)) yield* values(one, module);
}

function* parts({ defs, writes, calls, loops, functions, classes }: Module): Generator<Reference> {
  const fn = (what: string, index: number): Reference => ({ what, index, below: functions.length });
  for (const def of defs) yield fn('defs.fn', def.fn);
  for (const { def } of writes) yield { what: 'writes.def', index: def, below: defs.length };
  for (const call of calls) {
    yield fn('calls.fn', call.fn);
    if (call.loop !== undefined) yield { what: 'calls.loop', index: call.loop, below: loops.length };
  }
  for (const [at, { outer }] of loops.entries()) if (outer !== undefined) yield { what: 'loops.outer', index: outer, below: at };
  for (const [at, one] of functions.entries()) {
    for (const call of one.calls) yield { what: 'functions.calls', index: call, below: calls.length };
    if (one.parent !== undefined) yield { what: 'functions.parent', index: one.parent, below: at };
    if (one.cls !== undefined) yield { what: 'functions.cls', index: one.cls, below: classes.length };
  }
  for (const one of classes) {
    yield fn('classes.fn', one.fn);
    yield fn('classes.init', one.init);
    if (one.ctor !== undefined) yield fn('classes.ctor', one.ctor);
    for (const [, member] of [...one.methods, ...one.getters, ...one.staticMethods]) yield fn('classes.methods', member);
  }
}
