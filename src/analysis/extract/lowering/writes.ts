import { ENTRY, type FunctionFact, ITEM } from '../../../model/module-facts.js';
import type { Value } from '../../../model/value.js';
import type { Here } from './context.js';

/** `entries[key] = value`: an object of one entry, to be merged into what is there. */
export function writeEntry(target: Value, key: Value, value: Value, here: Here): void {
  const all = variables(value, JSON.stringify(key)) ?? [[null, value, key]];
  writeInto(target, ENTRY, { k: 'object', props: all }, here);
}

/** `settings[key] = process.env[key] || defaults[key]`: whatever the key is, what is there is the variable of that name, so all are there. */
function variables(value: Value, key: string): (readonly [null, Value])[] | undefined {
  const parts = value.k === 'first' ? value.of : [value];
  const sources = parts.flatMap((part) => (part.k === 'index' && JSON.stringify(part.key) === key ? part.of : []));
  const texts = parts.filter(({ k }) => k === 'lit');
  if (sources.length + texts.length < parts.length || !sources.some(({ k }) => k === 'envs')) return undefined;
  return sources.reverse().map((of) => [null, of] as const);
}

/** `target.path = value`, kept where the outermost holder is a binding, a class of the file or an instance of it. */
export function writeInto(target: Value, path: string, value: Value, { file: { facts }, fn }: Here): void {
  const steps = [path];
  let holder = target;
  while (holder.k === 'prop') {
    steps.unshift(holder.name);
    holder = holder.of;
  }
  const written = [pathOf(steps), value] as const;
  if (holder.k === 'ref') facts.writes.push({ def: holder.def, path: steps, value });
  // `this` of a static method is the class.
  else if (holder.k === 'class' || (holder.k === 'this' && isInStatic(fn.fact, facts.functions))) {
    const cls = facts.classes[holder.k === 'class' ? holder.at : holder.cls];
    if (cls) cls.staticAssigned = [...(cls.staticAssigned ?? []), written];
  } else if (holder.k === 'this') facts.classes[holder.cls]?.assigned.push(written);
}

/** Also in an arrow function of a static method. */
function isInStatic({ isStatic, arrow, parent }: FunctionFact, functions: readonly FunctionFact[]): boolean {
  const around = arrow && parent !== undefined ? functions[parent] : undefined;
  return isStatic === true || (around !== undefined && isInStatic(around, functions));
}

/** What goes into a collection is written at the collection: `clients[]`. */
function pathOf(steps: readonly string[]): string {
  const last = steps.at(-1);
  return last === ITEM || last === ENTRY ? `${steps.slice(0, -1).join('.')}${last}` : steps.join('.');
}
