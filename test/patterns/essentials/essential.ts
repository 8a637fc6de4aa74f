import type { Edit } from '../../support/edits.js';

/** What is essential for one rule of a pattern, taken away from services that have the layer of the pattern. */
export interface Essential {
  readonly pattern: string;
  readonly rule: string;
  /** Layers of `orders` beside that of the pattern. */
  readonly beside?: readonly string[];
  /** Layers of `payments`, which orders calls. */
  readonly peer?: readonly string[];
  /** Further services, with their layers; orders calls them too. */
  readonly others?: Readonly<Record<string, readonly string[]>>;
  /** What somebody has written on top of what was generated: the rule is about its use. */
  readonly written?: Edit;
  readonly edit: Edit;
  /** File that the finding points to. */
  readonly at: RegExp;
  /** Rules of the pattern that see the same fact. */
  readonly also?: readonly string[];
}

/** Patterns with one layer share what is essential for it. */
export function forEach(patterns: readonly string[], essential: Omit<Essential, 'pattern'>): Essential[] {
  return patterns.map((pattern) => ({ pattern, ...essential }));
}
