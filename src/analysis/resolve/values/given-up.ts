import type { Residual } from '../../../model/residual.js';
import type { Value } from '../../../model/value.js';
import type { Engine } from '../engine.js';

/** What is put together here; all others hand on what something else came to, and that was counted there. */
const MADE: ReadonlySet<Value['k']> = new Set(['tpl', 'object', 'array', 'first', 'any'] satisfies Value['k'][]);

/** Counts a value that grew over what one may be. */
export function countMade(engine: Engine, value: Value, made: Residual): Residual {
  if (isGivenUp(made) && MADE.has(value.k)) engine.widened++;
  return made;
}

/** Counts what a result no longer says of the arguments that it came from. */
export function countArguments(engine: Engine, result: Residual, given: readonly Residual[]): Residual {
  if (isGivenUp(result)) engine.widened++;
  else if (result.k === 'call' && result.args !== given)
    engine.widened += result.args.filter((arg, at) => isGivenUp(arg) && arg !== given[at]).length;
  return result;
}

function isGivenUp(made: Residual): boolean {
  return made.k === 'unknown' ? made.why === 'widened' : (made.k === 'object' || made.k === 'array') && made.isSketch === true;
}
