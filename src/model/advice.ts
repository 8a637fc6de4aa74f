import type { Pattern } from './pattern.js';
import type { Answers, Dimension, Question } from './question.js';

/** What the advice is made from. */
export interface Profile {
  readonly answers: Answers;
  /** The dimensions from the most to the least important one; without it they weigh the same. */
  readonly priorities?: readonly Dimension[];
  /** The team builds services although the answers speak for a modular monolith. */
  readonly assumeMicroservices?: boolean;
  /** Question → what its answer was read from, where nobody has confirmed it. */
  readonly read?: Readonly<Record<string, string>>;
}

export const VERDICTS = ['baseline', 'adopt', 'trial', 'defer', 'avoid'] as const;
/** baseline: in any case; adopt; trial: in one service first; defer: not before its trigger; avoid: it would harm. */
export type Verdict = (typeof VERDICTS)[number];

export interface Advice {
  readonly structure: Structure;
  readonly budget: Budget;
  /** Share of what was asked that was answered, 0 to 100. */
  readonly confidence: number;
  /** Too little is known to decide by it. */
  readonly provisional: boolean;
  readonly answers: readonly Answered[];
  /** By verdict, within it by fit. */
  readonly patterns: readonly PatternAdvice[];
  /** What `msa lint` should be told. */
  readonly settings: readonly SettingAdvice[];
}

/** The first decision: one deployable or services. */
export interface Structure {
  readonly choice: 'modular-monolith' | 'microservices';
  /** Forces for decomposition less forces against it; 2 and more speak for services. */
  readonly score: number;
  readonly because: string;
  /** The answers speak for a modular monolith, the team wants services. */
  readonly assumed: boolean;
  readonly for: readonly Reason[];
  readonly against: readonly Reason[];
}

/** Complexity points that this organisation can carry. */
export interface Budget {
  readonly total: number;
  readonly used: number;
  /** `operations 4` … what the total is made of. */
  readonly parts: readonly { readonly name: string; readonly points: number }[];
}

export interface Answered {
  readonly question: Question;
  /** Labels; none where it is not known. */
  readonly labels: readonly string[];
  readonly ids: readonly string[];
  /** What it was read from, where nobody has confirmed it. */
  readonly read?: string;
}

/** One answer that weighs. */
export interface Reason {
  readonly question: string;
  readonly answer: string;
  /** Weight times the importance of its dimension. */
  readonly weight: number;
  /** `6 to 10: the capabilities change for different reasons`. */
  readonly text: string;
}

export interface PatternAdvice {
  readonly pattern: Pattern;
  readonly verdict: Verdict;
  /** -100 to 100. */
  readonly fit: number;
  /** Why it got this verdict. */
  readonly cause: Cause;
  /** The strongest answers first, three at most. */
  readonly for: readonly Reason[];
  readonly against: readonly Reason[];
  /** The one answer that would change the verdict. */
  readonly flip?: Flip;
  /** Share of the questions that matter for it that were answered, by weight, 0 to 100. */
  readonly confidence: number;
}

export interface Cause {
  readonly kind: 'baseline' | 'structure' | 'fit' | 'required' | 'blocked' | 'conflict' | 'budget' | 'weak' | 'against';
  readonly text: string;
  /** Of a conflict: how much better the other one fits; below 10 it is a close call. */
  readonly margin?: number;
}

export interface Flip {
  readonly question: string;
  /** Answers as they would be. */
  readonly answers: readonly string[];
  readonly text: string;
  readonly verdict: Verdict;
}

/** A rule that should judge otherwise than by default. */
export interface SettingAdvice {
  readonly rule: string;
  readonly severity?: 'off' | 'info' | 'warning' | 'error';
  readonly options?: Readonly<Record<string, number | boolean | readonly string[]>>;
  readonly because: string;
}

/** What is different from the advice on other answers. */
export interface Changes {
  readonly answers: readonly { readonly question: string; readonly before: string; readonly after: string }[];
  readonly verdicts: readonly { readonly pattern: string; readonly before: Verdict; readonly after: Verdict; readonly because: string }[];
}

/** What the reports of advice are made of. */
export interface AdviceReport {
  readonly version: string;
  readonly advice: Advice;
  readonly profile: Profile;
  readonly changes?: Changes;
  /** Rules that there are: a pattern may name more, which are not made yet. */
  readonly rules: ReadonlySet<string>;
  /** Commands that build what was chosen. */
  readonly commands: readonly string[];
  readonly width: number;
  readonly color: boolean;
}
