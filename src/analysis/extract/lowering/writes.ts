import type { Value } from '../../../model/value.js';
import type { Here } from './context.js';

/** `target.path = value`, kept where the outermost holder is a binding, a class of the file or an instance of it. */
export function writeInto(target: Value, path: string, value: Value, { file: { facts }, fn }: Here): void {
  const steps = [path];
  let holder = target;
  while (holder.k === 'prop') {
    steps.unshift(holder.name);
    holder = holder.of;
  }
  const written = [steps.join('.').replace('.[]', '[]'), value] as const;
  if (holder.k === 'ref') facts.writes.push({ def: holder.def, path: steps, value });
  // `this` of a static method is the class.
  else if (holder.k === 'class' || (holder.k === 'this' && fn.fact.isStatic)) {
    const cls = facts.classes[holder.k === 'class' ? holder.at : holder.cls];
    if (cls) cls.staticAssigned = [...(cls.staticAssigned ?? []), written];
  } else if (holder.k === 'this') facts.classes[holder.cls]?.assigned.push(written);
}
