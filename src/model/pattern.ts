/** What the questionnaire advises, the scaffolder builds, the linter proves and the docs tell: one file of data a pattern. */
export interface Pattern {
  readonly id: string;
  readonly title: string;
  readonly category: PatternCategory;
  /** What it is, one sentence. */
  readonly summary: string;
  /** Complexity points, 0 (free) to 5 (changes how everybody works). */
  readonly cost: number;
  /** Points less where one of these answers says that part of it is there already. */
  readonly savings: readonly { readonly question: string; readonly answers: readonly string[]; readonly points: number }[];
  /** Which answers speak for and against it. */
  readonly drivers: readonly Driver[];
  /** Hard constraints: one of these answers, and it cannot be had. */
  readonly blocked: readonly Block[];
  /** Recommended whatever the answers weigh. */
  readonly baseline?: Baseline;
  /** Patterns that must be there first. */
  readonly requires: readonly string[];
  /** Patterns that answer the same question otherwise. */
  readonly conflicts: readonly string[];
  /** What it takes beside other patterns: practices, agreements, infrastructure. */
  readonly implies: readonly string[];
  /** What it gives. */
  readonly benefits: readonly string[];
  /** What is paid for it. */
  readonly tradeOffs: readonly string[];
  /** What to do as long as it does not pay. */
  readonly simpler: string;
  /** When to think again, as the end of "wait until …". */
  readonly trigger: string;
  /** Layer of a generated service that has it. */
  readonly layer?: string;
  /** Rules that prove it is kept, or that its absence hurts. */
  readonly rules: readonly string[];
  /** Defined in msa.yaml, not by msa. */
  readonly own?: true;
}

export const CATEGORIES = ['structure', 'communication', 'data', 'resilience', 'deployment', 'security', 'observability'] as const;
export type PatternCategory = (typeof CATEGORIES)[number];

/** What the answers to one question weigh. */
export interface Driver {
  readonly question: string;
  /** Answer → -3 (strongly against) to 3 (strongly for); an answer that is not named says nothing. */
  readonly effects: Readonly<Record<string, number>>;
  /** Why the answers that speak for it do. */
  readonly pro?: string;
  /** Why the answers that speak against it do. */
  readonly con?: string;
}

/** `unknown` among the answers: as long as nobody knows, it is not recommended. */
export interface Block {
  readonly question: string;
  readonly answers: readonly string[];
  readonly because: string;
}

/** Always, or only together with the pattern `with`, or only where one of the answers was given; both where both are named. */
export interface Baseline {
  readonly with?: string;
  readonly when?: readonly { readonly question: string; readonly answers: readonly string[] }[];
  readonly because: string;
}

type Optional = 'savings' | 'blocked' | 'requires' | 'conflicts' | 'implies' | 'benefits' | 'tradeOffs' | 'rules';

/** A pattern, with what it says nothing about empty. */
export function definePattern(pattern: Omit<Pattern, Optional> & Partial<Pick<Pattern, Optional>>): Pattern {
  return { savings: [], blocked: [], requires: [], conflicts: [], implies: [], benefits: [], tradeOffs: [], rules: [], ...pattern };
}
