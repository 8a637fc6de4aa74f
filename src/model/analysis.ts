import type { Problem, SkippedFile } from './deployment.js';
import type { Change } from './change.js';
import type { Finding } from './finding.js';
import type { History } from './history.js';
import type { RuleMeta } from './rule.js';
import type { IgnoreComment } from './ignore-comment.js';
import type { System } from './system.js';
import type { Span } from './trace.js';

/** What `analyze` returns: the system and what could not be seen. */
export interface Analysis {
  readonly root: string;
  readonly system: System;
  readonly coverage: Coverage;
  readonly problems: readonly Problem[];
  /** Comments that accept findings where they stand. */
  readonly ignores: readonly IgnoreComment[];
  /** Globs of `exclude` that match no file. */
  readonly unmatched?: readonly string[];
  /** The one deployment profile that it is about, with the services that only others deploy; undefined: all of them. */
  readonly profile?: { readonly name: string; readonly leftOut: readonly string[] };
  /** undefined: nobody has asked for it. */
  readonly history?: History;
  /** undefined: none were given. */
  readonly traces?: readonly Span[];
}

export interface Coverage {
  readonly filesAnalysed: number;
  readonly skipped: readonly SkippedFile[];
  readonly services: Readonly<Record<string, ServiceCoverage>>;
  /** Values given up because of the evaluation budget. */
  readonly widened: number;
}

export interface ServiceCoverage {
  readonly files: number;
  readonly parseErrors: number;
  readonly resolvedCalls: number;
  readonly unresolvedCalls: number;
  /** Routes that it registers under a verb or path that could not be told. */
  readonly unresolvedRoutes: number;
  readonly resolvedDatastores: number;
  readonly unresolvedDatastores: number;
}

/** What a reporter gets. */
export interface Report {
  readonly version: string;
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
  /** Rules that ran, whether they found something or not. */
  readonly rules: readonly RuleMeta[];
  readonly prefixes: Prefixes;
  /** Entries of the baseline that nothing matches any more; undefined: there is no baseline. */
  readonly fixed?: number;
  /** With --since and --staged: `findings` are those that it adds. */
  readonly change?: Change;
  readonly durationMs: number;
  /** Text of a file's lines, for code frames; undefined where it cannot be read. */
  readonly lineOf: (file: string, line: number) => string | undefined;
  /** Terminal: columns and whether to colour. */
  readonly width: number;
  readonly color: boolean;
}

/** What stands before a path of the report where it is read from elsewhere than the analysed root: '' or ends with `/`. */
export interface Prefixes {
  /** From the top of the repository, as code hosts name files. */
  readonly repository: string;
  /** From the working folder, as editors and terminals open them. */
  readonly folder: string;
}
