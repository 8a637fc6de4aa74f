import { holesOf, type Hole, type Text } from '../values/text.js';

/** One part of an address. */
export interface Part {
  readonly text: string;
  readonly isKnown: boolean;
}

export const UNKNOWN: Part = { text: '?', isKnown: false };

export function fact(text: string): Part {
  return { text, isKnown: true };
}

/** A hole with an identity is as good as a value. */
export function partOf(text: Text | undefined): Part | undefined {
  if (text === undefined || text.pieces.length === 0) return undefined;
  const shown = text.pieces.map((piece) => (typeof piece === 'string' ? piece : holeText(piece))).join('');
  return { text: shown, isKnown: holesOf(text).every(({ identity }) => identity !== undefined) };
}

/** A variable that nobody sets in a profile is told by its name: the profile is told beside it. */
export function holeText({ text, env, identity }: Hole): string {
  if (identity === undefined) return `{${env ?? '?'}}`;
  return env !== undefined && identity.endsWith(`:\${${env}}`) ? text : `{${identity}}`;
}
