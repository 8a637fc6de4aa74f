import type { ClassFact } from '../../../model/module-facts.js';
import {
  anyOf,
  callResult,
  closure,
  isKnown,
  lit,
  propertyOf,
  unknown,
  type ClassResidual,
  type Residual,
} from '../../../model/residual.js';
import type { Engine, Level } from '../engine.js';
import { baseOf, lookup, lookupAll, once, rowOf, scopeOf, typeOf } from './members.js';
import { markReached } from '../reached.js';
import { isCollectedIn, withParts } from './writes.js';

/** `self` is the class that is asked: `this` of static methods, also of those it inherits. */
export function staticMember(engine: Engine, cls: ClassResidual, name: string, self: ClassResidual = cls): Residual {
  const facts = engine.classFacts(cls);
  if (!facts) return unknown(name);
  const row = rowOf(rowOf(engine.statics, facts), self.hash);
  const found = once(engine, row, name, () => findStatic(engine, { cls, self, facts }, name));
  if (found.k === 'object' && (facts.staticAssigned ?? []).some(([path]) => isCollectedIn(path, name))) row.delete(name);
  return found;
}

function findStatic(
  engine: Engine,
  { cls, self, facts }: { cls: ClassResidual; self: ClassResidual; facts: ClassFact },
  name: string,
): Residual {
  const frame = scopeOf(engine, cls);
  if (!frame) return unknown(name);
  const method = lookup(facts.staticMethods, name);
  if (method !== undefined) return closure(cls.module, method, frame, self);
  const own = staticField(engine, { facts, frame }, name);
  if (own) return own;
  const base = baseOf(engine, cls, facts);
  if (base?.k === 'class') {
    const inherited = staticMember(engine, base, name, self);
    if (isKnown(inherited) && name !== 'name') return inherited;
  } else if (base && isKnown(base) && name !== 'name') return propertyOf(staticSide(engine, base, self), name);
  return name === 'name' ? lit(facts.name) : unknown(`${facts.name}.${name}`);
}

/** Its initialiser and what is assigned to it; where nothing is, its declared type. */
function staticField(engine: Engine, { facts, frame }: Pick<Level, 'facts' | 'frame'>, name: string): Residual | undefined {
  const declared = facts.fields.find((f) => f.name === name && f.isStatic);
  const values = [...(declared?.value ? [declared.value] : []), ...lookupAll(facts.staticAssigned ?? [], name)];
  if (values.length === 0) return declared && typeOf(engine, declared, frame);
  const evaluated = values.map((value) => engine.evaluate(value, frame));
  const known = evaluated.filter(isKnown);
  const parts = (facts.staticAssigned ?? []).filter(([path]) => isCollectedIn(path, name));
  return known.length > 0
    ? withParts(engine, anyOf(known), { name, parts, frame })
    : ((declared && typeOf(engine, declared, frame)) ?? evaluated[0]);
}

/** What a class of ours inherits from a class outside: `sequelize.Model.static()`, made with our class as its argument. */
function staticSide(engine: Engine, base: Residual, self: ClassResidual): Residual {
  markReached(engine, self);
  return callResult(propertyOf(base, 'static'), [self], { site: 'class', isNew: false });
}
