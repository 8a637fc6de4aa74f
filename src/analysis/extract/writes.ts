import type { Value } from '../../model/value.js';
import type { Lowering } from './context.js';

/** `target.path = value`, kept where the outermost holder is a binding or an instance of the file's own class. */
export function writeInto(target: Value, path: string, value: Value, { facts }: Lowering): void {
  const steps = [path];
  let holder = target;
  while (holder.k === 'prop') {
    steps.unshift(holder.name);
    holder = holder.of;
  }
  if (holder.k === 'ref') facts.writes.push({ def: holder.def, path: steps, value });
  else if (holder.k === 'this') facts.classes[holder.cls]?.assigned.push([steps.join('.').replace('.[]', '[]'), value]);
}
