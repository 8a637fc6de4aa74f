import { once } from '../../shared/once.js';

/**
 * Graphs of objects without circles as JSON. What many refer to is written once, before those that refer to it, so that who was
 * the same object is so again. Several values that share objects are folded one after the other: each is a piece with the objects that
 * no piece before it has, so that to read one only the pieces are needed that it refers to.
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

/** Folds one value after the other. */
export function folder({ isShared, plain }: Folding): (value: unknown) => Folded {
  const known = new Map<object, Reference>();
  let shared: unknown[] = [];
  let count = 0;

  function fold(of: unknown): unknown {
    if (typeof of === 'number') return numberText(of);
    if (typeof of !== 'object' || of === null) return of;
    if (Array.isArray(of)) return of.map(fold);
    if (!isShared(of)) return inside(of);
    const reference = known.get(of);
    if (reference) return reference;
    shared.push(inside(of));
    const made = { $: count++ };
    known.set(of, made);
    return made;
  }

  function inside(of: object): unknown {
    if (of instanceof Map) return { $map: [...of].map(([key, inner]) => [fold(key), fold(inner)]) };
    const out: Record<string, unknown> = {};
    for (const name in of) out[name] = fold(plain(name, (of as Record<string, unknown>)[name]));
    return out;
  }

  return (value) => {
    shared = [];
    const body = fold(value);
    return { shared, body };
  };
}

function numberText(of: number): number | NumberText {
  if (Object.is(of, -0)) return { $number: '-0' };
  return Number.isFinite(of) ? of : { $number: String(of) };
}

/** How many objects the pieces share with those after them, and how a piece is read. */
export interface Pieces {
  readonly counts: readonly number[];
  /** Taken apart: it is no text any more afterwards. */
  readonly shared: (piece: number) => readonly unknown[];
}

/** Unfolds the bodies of pieces, in any order; objects of other pieces are read when something refers to them. */
export function unfolder({ counts, shared }: Pieces): (body: unknown) => unknown {
  const starts: number[] = [];
  let total = 0;
  for (const count of counts) {
    starts.push(total);
    total += count;
  }
  const made = new Array<unknown>(total);
  const pieces = counts.map((_, piece) =>
    once(() => {
      let at = starts[piece] ?? 0;
      for (const text of shared(piece)) made[at++] = unfold(text);
    }),
  );

  function objectAt(at: number): unknown {
    if (made[at] === undefined) pieces[starts.findLastIndex((start) => start <= at)]?.();
    return made[at];
  }

  function unfold(text: unknown): unknown {
    if (typeof text !== 'object' || text === null) return text;
    if (Array.isArray(text)) {
      for (let at = 0; at < text.length; at++) text[at] = unfold(text[at]);
      return text;
    }
    if ('$' in text) return objectAt((text as Reference).$);
    if ('$map' in text) return new Map((text as MapText).$map.map(([key, inner]) => [unfold(key), unfold(inner)]));
    if ('$number' in text) return Number((text as NumberText).$number);
    const object = text as Record<string, unknown>;
    for (const name in object) object[name] = unfold(object[name]);
    return object;
  }

  return unfold;
}
