import type { Location } from './location.js';

/** `// msa-ignore <rule> -- reason`, `# msa-ignore …`: what findings at one line are accepted, as it is written. */
export interface IgnoreFact {
  /** Where the comment stands; both start at 1. */
  readonly line: number;
  readonly column: number;
  /** The line it stands for: its own behind code, else the next line of code. */
  readonly covers: number;
  /** As written; whether there are such rules is the rules' own question. */
  readonly rules: readonly string[];
  /** '' when there is none. */
  readonly reason: string;
  /** As written; should be a day. */
  readonly expires?: string;
}

export interface IgnoreComment extends IgnoreFact, Location {}
