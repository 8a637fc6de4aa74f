import type { ParamFact } from '../../../model/module-facts.js';
import { array, first, isKnown, unknown, type Residual } from '../../../model/residual.js';
import type { Value } from '../../../model/value.js';
import type { Engine, FrameState } from '../engine.js';
import { ownerOf } from '../frames.js';

/** What a parameter is in a frame: its argument, else what its type tells, else its default. */
export function parameter(engine: Engine, value: Extract<Value, { k: 'param' }>, frame: FrameState): Residual {
  const facts = frame.module.functions[value.fn]?.params[value.index];
  const owner = ownerOf(frame, value.fn);
  if (!owner) return facts ? (typeOr(engine, facts, frame) ?? unknown(facts.name, 'param')) : unknown('argument', 'param');
  if (value.index < 0) return array(owner.args, true);
  if (!facts) return unknown('argument', 'param');
  if (facts.rest) return owner.blank ? unknown(facts.name, 'param') : array(owner.args.slice(value.index));
  return argument(engine, { facts, owner, given: owner.args[value.index] });
}

function argument(engine: Engine, { facts, owner, given }: { facts: ParamFact; owner: FrameState; given: Residual | undefined }): Residual {
  if (given && isKnown(given)) return given;
  const fallback = facts.default && engine.evaluate(facts.default, owner);
  if (given === undefined && !owner.blank) return fallback ?? unknown(facts.name);
  // `undefined` takes the default.
  if (given?.k === 'lit' && fallback && isKnown(fallback)) return fallback;
  const typed = typeOr(engine, facts, owner);
  if (typed) return typed;
  return fallback && isKnown(fallback) ? first([unknown(facts.name, 'param'), fallback]) : (given ?? unknown(facts.name, 'param'));
}

function typeOr(engine: Engine, facts: ParamFact, frame: FrameState): Residual | undefined {
  return facts.type && engine.ofType(facts.type, frame, facts.decorators);
}
