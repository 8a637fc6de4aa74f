import type { EnvEntry } from '../../../model/deployment.js';

/** What is left unknown in a text. */
export interface Hole {
  /** For people: `{ORDERS_URL}`, `req.params.id`. */
  readonly text: string;
  /** Name of the environment variable that nobody sets, or whose value is secret. */
  readonly env?: string;
  /** Equal identity means equal value: a secret's key, the entry of one env file. */
  readonly identity?: string;
  /** Access path of the value, where it comes from a package. */
  readonly path?: string;
}

/** An environment entry that decided a text. */
export interface EnvUse {
  readonly name: string;
  readonly entry: EnvEntry;
}

/** A text with holes, as it is under one deployment. */
export interface Text {
  readonly pieces: readonly (string | Hole)[];
  readonly uses: readonly EnvUse[];
  /** Of a default: the variables before it that nobody sets. */
  readonly unset?: readonly string[];
}

export function literal(text: string, uses: readonly EnvUse[] = []): Text {
  return { pieces: [text], uses };
}

export function hole(of: Hole, uses: readonly EnvUse[] = []): Text {
  return { pieces: [of], uses };
}

/** Neighbouring literals become one. */
export function concat(parts: readonly Text[]): Text {
  const pieces: (string | Hole)[] = [];
  for (const piece of parts.flatMap((part) => part.pieces)) {
    const last = pieces.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') pieces[pieces.length - 1] = last + piece;
    else if (piece !== '') pieces.push(piece);
  }
  return { pieces, ...saidOf(parts) };
}

/** What the environment says about texts that are put together. */
export function saidOf(parts: readonly Text[]): Omit<Text, 'pieces'> {
  const unset = parts.flatMap((part) => part.unset ?? []);
  return { uses: parts.flatMap(({ uses }) => uses), ...(unset.length > 0 && { unset }) };
}

/** The whole text, where nothing is unknown. */
export function known(text: Text | undefined): string | undefined {
  return text?.pieces.every((piece) => typeof piece === 'string') ? text.pieces.join('') : undefined;
}

export function holesOf({ pieces }: Text): Hole[] {
  return pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece]));
}

/** For people, and as a key of what is equal. */
export function shown({ pieces }: Text): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text.startsWith('{') ? piece.text : `{${piece.text}}`)).join('');
}

const OPEN = '\uE000';
const CLOSE = '\uE001';

/** Matches one hole in an encoded text. */
export const HOLE = `${OPEN}\\d+${CLOSE}`;

/** The text as one string in which each hole is a private-use mark: patterns run over it, `decode` brings the holes back. */
export function encode({ pieces }: Text): string {
  let index = 0;
  return pieces.map((piece) => (typeof piece === 'string' ? piece : `${OPEN}${index++}${CLOSE}`)).join('');
}

/** A part of an encoded text, as a text with the holes of the original. */
export function decode(encoded: string, of: Text): Text {
  const holes = holesOf(of);
  const pieces = encoded.split(new RegExp(`(${HOLE})`)).flatMap((part): readonly (string | Hole)[] => {
    const index = new RegExp(`^${OPEN}(\\d+)${CLOSE}$`).exec(part)?.[1];
    const found = index === undefined ? undefined : holes[Number(index)];
    if (found !== undefined) return [found];
    return part === '' ? [] : [part];
  });
  return { pieces, ...saidOf([of]) };
}
