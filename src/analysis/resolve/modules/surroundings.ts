import type { ModuleFacts } from '../../../model/module-facts.js';
import type { Value } from '../../../model/value.js';
import { eachPart, valuesByFunction } from './function-values.js';

/**
 * For each function the innermost one around it of which its code uses something: a parameter, a binding, a call, `this`.
 * A function that uses nothing of where it is written is the same one wherever it is made.
 */
export function surroundingsOf(module: ModuleFacts): readonly number[] {
  const around = module.functions.map(({ parent }) => parent ?? 0);
  if (!around.some((parent) => parent !== 0) || around.some((parent, fn) => parent > fn)) return around;
  const used = usesOf(module, around);
  // Functions come after those around them: what is used inside, they need there.
  for (let fn = around.length - 1; fn > 0; fn--) {
    const outer = around[fn] ?? 0;
    for (const one of used[fn] ?? []) if (one !== outer) used[outer]?.add(one);
  }
  return around.map((parent, fn) => {
    let at = parent;
    while (at !== 0 && !used[fn]?.has(at)) at = around[at] ?? 0;
    return at;
  });
}

/** What is used in each function itself. */
function usesOf(module: ModuleFacts, around: readonly number[]): Set<number>[] {
  const { functions, classes, defs, writes } = module;
  const used = around.map(() => new Set<number>());
  const looping = new Set(module.calls.flatMap(({ loop, fn }) => (loop === undefined ? [] : [fn])));

  function outwards(fn: number): number[] {
    const all: number[] = [];
    for (let at = fn; at !== 0;) all.push((at = around[at] ?? 0));
    return all;
  }
  /** `this` is that of the nearest function that has one. */
  function usesSelf(fn: number): void {
    for (let at = fn; at !== 0 && functions[at]?.cls === undefined;) used[fn]?.add((at = around[at] ?? 0));
  }
  function uses(fn: number, other: number): void {
    if (other === fn || other === 0) return;
    if (outwards(fn).includes(other)) used[fn]?.add(other);
    // Elsewhere it is evaluated with the instance of this one.
    else usesSelf(fn);
  }
  function visit(fn: number, of: Value): void {
    const home = homeOf(module, of);
    if (home !== undefined) uses(fn, home);
    if (of.k === 'this' || of.k === 'super') usesSelf(fn);
    // One round of a loop around sees one item.
    if (of.k === 'element') for (const outer of outwards(fn)) if (looping.has(outer)) used[fn]?.add(outer);
  }

  for (const [fn, values] of valuesByFunction(module)) {
    if (around[fn] === 0) continue;
    for (const value of values)
      eachPart(value, (part) => {
        visit(fn, part);
      });
  }
  // Who writes into a binding or an object is looked for among those around whom it is.
  for (const { def, value } of writes)
    eachPart(value, (part) => {
      uses(homeOf(module, part) ?? 0, defs[def]?.fn ?? 0);
    });
  for (const { fn, assigned, staticAssigned = [] } of classes)
    for (const [, value] of [...assigned, ...staticAssigned])
      eachPart(value, (part) => {
        const home = homeOf(module, part) ?? 0;
        usesSelf(home);
        uses(home, fn);
      });
  return used;
}

/** The function in whose frame it is evaluated; of a function or class the one in which it is written. */
export function homeOf(module: ModuleFacts, of: Value): number | undefined {
  switch (of.k) {
    case 'param':
      return of.fn;
    case 'ref':
      return module.defs[of.def]?.fn;
    case 'call':
      return module.calls[of.at]?.fn;
    case 'fn':
      return module.functions[of.at]?.parent;
    case 'class':
      return module.classes[of.at]?.fn;
    case 'this':
    case 'super':
      return module.classes[of.cls]?.fn;
    default:
      return undefined;
  }
}
