import type { ClassFact } from '../../../model/module-facts.js';
import type { ClassResidual } from '../../../model/residual.js';
import type { Engine, FrameState } from '../engine.js';
import { baseOf } from './members.js';

/** A class whose code holds a method. */
export interface Owner {
  readonly cls: ClassResidual;
  readonly facts: ClassFact;
  /** Where its decorators are evaluated. */
  readonly home: FrameState;
}

export interface OwnedMethod {
  readonly owner: Owner;
  readonly name: string;
  readonly fn: number;
}

/** Methods of a class and those that it inherits from classes of ours, each as its nearest owner has it. */
export function methodsOf(engine: Engine, cls: Owner): readonly OwnedMethod[] {
  const found = new Map<string, OwnedMethod>();
  let owner: Owner | undefined = cls;
  for (let depth = 0; owner && depth < 12; depth++) {
    for (const [name, fn] of [...owner.facts.methods, ...owner.facts.staticMethods]) {
      if (!found.has(name)) found.set(name, { owner, name, fn });
    }
    owner = baseOwner(engine, owner);
  }
  return [...found.values()];
}

function baseOwner(engine: Engine, { cls, facts }: Owner): Owner | undefined {
  const base = baseOf(engine, cls, facts);
  const inner = base?.k === 'class' ? engine.classFacts(base) : undefined;
  const home = base?.k === 'class' && inner ? engine.blankFrame(base.module, inner.init, undefined) : undefined;
  return base?.k === 'class' && inner && home ? { cls: base, facts: inner, home } : undefined;
}
