export const DIMENSIONS = ['business', 'team', 'technology', 'performance', 'consistency'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** What a team is asked; the answers are in order, so that neighbours are near each other. */
export interface Question {
  readonly id: string;
  readonly dimension: Dimension;
  readonly text: string;
  /** What is meant, how to find out, and what hangs on it. */
  readonly help: string;
  /** Several answers may hold at once. */
  readonly multiple?: true;
  readonly answers: readonly Choice[];
  /** Asked only where one of these answers was given to the other question; without it: always. */
  readonly when?: readonly { readonly question: string; readonly answers: readonly string[] }[];
}

export interface Choice {
  readonly id: string;
  readonly label: string;
  /** Holds alone: `none` of several. */
  readonly alone?: true;
}

/** The answer of who does not know: it weighs nothing and lowers the confidence. */
export const UNKNOWN = 'unknown';

/** Question → its answers, one for most questions; `[UNKNOWN]` where nobody knows; absent where nobody was asked. */
export type Answers = Readonly<Record<string, readonly string[]>>;
