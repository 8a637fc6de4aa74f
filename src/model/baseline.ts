import type { Location } from './location.js';

/** Findings that were there before, accepted for now: msa.baseline.json, read and validated. */
export interface Baseline {
  /** Relative to the root. */
  readonly file: string;
  readonly entries: readonly BaselineEntry[];
}

export interface BaselineEntry {
  /** Of the finding. */
  readonly id: string;
  readonly rule: string;
  /** Services, datastore and what else the finding is about, for people. */
  readonly subject: string;
  readonly reason: string;
  /** Last day on which it holds, YYYY-MM-DD. */
  readonly expires?: string;
  /** What was measured when it was accepted: the measures of its rule. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly at: Location;
}
