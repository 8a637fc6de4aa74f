/**
 * A graph of objects without circles as JSON. What many refer to is written once, before those that refer to it, so that who
 * was the same object is so again.
 */
export interface Folded {
  readonly shared: readonly unknown[];
  readonly body: unknown;
}

/** Beside plain JSON there are references, Maps, and numbers that JSON has no word for. */
interface Reference {
  readonly $: number;
}
interface MapText {
  readonly $map: readonly (readonly [unknown, unknown])[];
}
interface NumberText {
  readonly $number: string;
}

export interface Folding {
  readonly isShared: (object: object) => boolean;
  /** What stands for the value of a property; most stand for themselves. */
  readonly plain: (name: string, value: unknown) => unknown;
}

export function folded(value: unknown, { isShared, plain }: Folding): Folded {
  const shared: unknown[] = [];
  const known = new Map<object, Reference>();

  function fold(of: unknown): unknown {
    if (typeof of === 'number') return numberText(of);
    if (typeof of !== 'object' || of === null) return of;
    if (Array.isArray(of)) return of.map(fold);
    if (!isShared(of)) return inside(of);
    const reference = known.get(of);
    if (reference) return reference;
    const text = inside(of);
    const made = { $: shared.push(text) - 1 };
    known.set(of, made);
    return made;
  }

  function inside(of: object): unknown {
    if (of instanceof Map) return { $map: [...of].map(([key, inner]) => [fold(key), fold(inner)]) };
    const out: Record<string, unknown> = {};
    for (const name in of) out[name] = fold(plain(name, (of as Record<string, unknown>)[name]));
    return out;
  }

  const body = fold(value);
  return { shared, body };
}

function numberText(of: number): number | NumberText {
  if (Object.is(of, -0)) return { $number: '-0' };
  return Number.isFinite(of) ? of : { $number: String(of) };
}

/** Takes the text apart: it is no text any more afterwards. */
export function unfolded({ shared, body }: Folded): unknown {
  const made: unknown[] = [];

  function unfold(text: unknown): unknown {
    if (typeof text !== 'object' || text === null) return text;
    if (Array.isArray(text)) {
      for (let at = 0; at < text.length; at++) text[at] = unfold(text[at]);
      return text;
    }
    if ('$' in text) return made[(text as Reference).$];
    if ('$map' in text) return new Map((text as MapText).$map.map(([key, inner]) => [unfold(key), unfold(inner)]));
    if ('$number' in text) return Number((text as NumberText).$number);
    const object = text as Record<string, unknown>;
    for (const name in object) object[name] = unfold(object[name]);
    return object;
  }

  for (const text of shared) made.push(unfold(text));
  return unfold(body);
}
