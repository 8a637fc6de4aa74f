import type { ClassResidual } from '../../model/residual.js';
import type { Engine } from './engine.js';

/** A class that code or a container makes instances of, or that is handed to a library: it is looked at in its turn. */
export function markReached(engine: Engine, cls: ClassResidual): void {
  const facts = engine.classFacts(cls);
  if (!facts) return;
  if (!engine.reached.has(facts)) engine.unseen.push(facts);
  engine.reached.set(facts, cls);
}
