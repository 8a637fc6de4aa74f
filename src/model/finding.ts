import type { Location } from './location.js';

export type Severity = 'error' | 'warning' | 'info';
export type SeveritySetting = Severity | 'off';
export type Confidence = 'high' | 'medium' | 'low';

/** In the order of reports: the anti-patterns, then patterns that were chosen, then what msa.yaml and msa itself are about. */
export const FAMILIES = [
  'database-per-service',
  'chatty-communication',
  'god-service',
  'distributed-monolith',
  'api-gateway',
  'circuit-breaker',
  'event-driven',
  'communication',
  'saga',
  'cqrs',
  'event-sourcing',
  'deployment',
  'zero-trust',
  'api-security',
  'observability',
  'manifest',
  'msa',
] as const;
/** Those that judge whether patterns are kept. */
export const PATTERN_FAMILIES = FAMILIES.slice(FAMILIES.indexOf('api-gateway'), FAMILIES.indexOf('manifest'));

/** One of FAMILIES, or of a plugin: `acme/naming`. */
export type Family = string;

export interface Related extends Location {
  readonly message: string;
}

/** What a rule says; check.ts adds rule, severity, texts and id. */
export interface Violation {
  readonly message: string;
  /** Services it is about, sorted by the rule in the order that is told. */
  readonly services: readonly string[];
  readonly datastore?: string;
  readonly at?: Location;
  /** Text beside the marked place in the code frame. */
  readonly label?: string;
  readonly related?: readonly Related[];
  /** The way a request takes, step by step, where the violation is one. */
  readonly flow?: readonly Related[];
  /** Stable identity of the subject beside services and datastore (an operation, a table, a cycle); no line numbers. */
  readonly subject?: string;
  /** Overrides the rule's default severity for this case. */
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly metrics?: Readonly<Record<string, number | string>>;
}

export interface Finding {
  /** 8 hex digits from rule + subject. */
  readonly id: string;
  readonly rule: string;
  readonly antipattern: Family;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  readonly docs: string;
  readonly services: readonly string[];
  readonly datastore: string | null;
  /** What it is about beside services and datastore: an operation, a table, a cycle. */
  readonly subject?: string;
  readonly location?: Location;
  readonly label?: string;
  readonly related: readonly Related[];
  readonly flow?: readonly Related[];
  readonly metrics: Readonly<Record<string, number | string>>;
  readonly state: 'new' | 'baselined' | 'suppressed';
  /** Where it was accepted, and why: of findings that are not new. */
  readonly accepted?: { readonly by: 'comment' | 'manifest' | 'baseline'; readonly reason: string };
}
