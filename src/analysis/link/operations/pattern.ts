import { pathOf, type Residual } from '../../../model/residual.js';
import type { Place } from '../places.js';
import { textsOf } from '../values/env.js';
import { itemsOf } from '../values/fields.js';
import { known, shown } from '../values/text.js';

/** What a message handler answers to, or a message asks for. */
export interface Pattern {
  readonly name: string;
  /** Without holes, or a constant of a package: equal names are equal patterns. */
  readonly isKnown: boolean;
}

/** Strings as they are, objects as JSON with sorted keys (as Nest does); a list is several patterns. */
export function patternsOf(value: Residual, place: Place): Pattern[] {
  return itemsOf(value).flatMap((item) => patternOf(item, place));
}

function patternOf(value: Residual, place: Place): Pattern[] {
  if (value.k === 'object') return objectPattern(value.props, place);
  return textsOf(value, place).map((text) => {
    const whole = known(text);
    if (whole !== undefined) return { name: whole, isKnown: true };
    const constant = value.k === 'external' && !value.path.startsWith('globalThis.') ? pathOf(value) : undefined;
    return { name: constant ?? shown(text), isKnown: constant !== undefined };
  });
}

function objectPattern(props: ReadonlyMap<string, Residual>, place: Place): Pattern[] {
  const keys = [...props.keys()].sort();
  const parts = keys.map((key) => {
    const value = props.get(key);
    const [only] = value === undefined ? [] : patternOf(value, place);
    return { key, name: only?.name ?? '', isKnown: only?.isKnown ?? false };
  });
  const name = `{${parts.map((part) => `${JSON.stringify(part.key)}:${part.name.startsWith('{"') ? part.name : JSON.stringify(part.name)}`).join(',')}}`;
  return [{ name, isKnown: parts.length > 0 && parts.every((part) => part.isKnown) }];
}
