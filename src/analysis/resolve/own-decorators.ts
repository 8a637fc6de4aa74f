import type { ClassFact } from '../../model/module-facts.js';
import { alternatives, type ClassResidual } from '../../model/residual.js';
import type { Engine, FrameState } from './engine.js';

/** Decorators of a class that are functions of ours run when it is declared, with the class: what they do to it is code like any other. */
export function ownDecorators(
  engine: Engine,
  { facts, home, cls }: { readonly facts: ClassFact; readonly home: FrameState; readonly cls: ClassResidual },
): FrameState[] {
  return facts.decorators.flatMap((decorator) =>
    alternatives(engine.evaluate(decorator, home)).flatMap((one) => (one.k === 'fn' ? (engine.frameOf(one, [cls], undefined) ?? []) : [])),
  );
}
