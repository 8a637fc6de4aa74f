import type { Edits } from '../support/overlay.js';

/**
 * One anti-pattern, written into the healthy shop in one way that people write it. Lines of the edits that end with `found here`
 * (as a comment) are where the finding must point to.
 */
export interface Mutation {
  /** How it is written. */
  readonly shape: string;
  readonly rule: string;
  /** Services that the finding must name, in any order. */
  readonly services: readonly string[];
  readonly edits: Edits;
}
