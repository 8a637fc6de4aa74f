import type { Analysis } from './analysis.js';
import type { Baseline } from './baseline.js';
import type { Family, Finding, SeveritySetting, Violation } from './finding.js';
import type { IgnoreComment } from './ignore-comment.js';
import type { Manifest } from './manifest.js';
import type { System } from './system.js';

/** A rule reads the finished system and says what breaks it. It never sees source, files or the network. */
export interface Rule {
  readonly meta: RuleMeta;
  /** `options` are complete and valid: check.ts has read them against `meta.options`. */
  check(system: System, options: Options, context: RuleContext): Iterable<Violation>;
}

export interface RuleMeta<Schemas extends OptionSchemas = OptionSchemas> {
  /** `family/name`; those of plugins begin with the plugin's name: `acme/family/name`. */
  readonly id: string;
  readonly family: Family;
  /** What holds when the rule is kept, one sentence. */
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
  /** Default; a single case may be milder or harder. */
  readonly severity: SeveritySetting;
  /** Patterns of the knowledge base that it proves to be kept. */
  readonly patterns?: readonly string[];
  /** On only where msa.yaml names one of its patterns, for the service or for all; else it holds for everybody. */
  readonly onlyIfChosen?: true;
  /** Pattern that `msa add` puts into the service that a finding names first. */
  readonly cure?: string;
  /** Papers, tools or measurements that thresholds come from. */
  readonly sources?: readonly string[];
  /** What looks like it and is not it. */
  readonly exempt?: readonly string[];
  /** A small case that breaks the rule. */
  readonly example: string;
  readonly options: Schemas;
  /** Address of a page about it. */
  readonly docs?: string;
  /** Name of the plugin that it comes from; msa sets it. */
  readonly plugin?: string;
  /** Metrics that make it worse when they grow: then a finding of the baseline is new again. */
  readonly measures?: readonly string[];
}

/** JSON Schema of one option; `default` is what holds when msa.yaml says nothing. */
export type OptionSchema = { readonly description: string } & (
  | { readonly type: 'integer' | 'number'; readonly default: number; readonly minimum?: number; readonly maximum?: number }
  | { readonly type: 'boolean'; readonly default: boolean }
  | { readonly type: 'string'; readonly default: string; readonly enum?: readonly string[] }
  | { readonly type: 'array'; readonly items: { readonly type: 'string' }; readonly default: readonly string[] }
);
export type OptionSchemas = Readonly<Record<string, OptionSchema>>;
export type OptionValue = number | boolean | string | readonly string[];
export type Options = Readonly<Record<string, OptionValue>>;

export type OptionsOf<Schemas extends OptionSchemas> = {
  readonly [Name in keyof Schemas]: Schemas[Name] extends { readonly type: 'boolean' }
    ? boolean
    : Schemas[Name] extends { readonly type: 'array' }
      ? readonly string[]
      : Schemas[Name] extends { readonly type: 'string' }
        ? string
        : number;
};

/** What a few rules need beside the system. */
export interface RuleContext {
  readonly analysis: Analysis;
  readonly manifest?: Manifest | undefined;
  /** Day of the run, YYYY-MM-DD. */
  readonly today: string;
  /** Findings of another rule under the same settings, suppressed ones too; none when it is off or does not exist. */
  readonly findingsOf: (rule: string) => readonly Finding[];
  readonly isOn: (rule: string) => boolean;
  /** Is it a rule of a plugin that the manifest names and that does not run? Nobody knows what it would say. */
  readonly isAbsent: (rule: string) => boolean;
  /** Is there a rule of this name, on, off or absent? */
  readonly isRule: (rule: string) => boolean;
  readonly baseline?: Baseline | undefined;
  /** Comments that accept findings; none when the run does without them. */
  readonly ignores: readonly IgnoreComment[];
}

export interface RuleDefinition<Schemas extends OptionSchemas> {
  readonly meta: RuleMeta<Schemas>;
  check(system: System, options: OptionsOf<Schemas>, context: RuleContext): Iterable<Violation>;
}

/** Gives `check` the types of its own options. */
export function defineRule<const Schemas extends OptionSchemas>(definition: RuleDefinition<Schemas>): Rule {
  // check.ts validates options against the same schemas, so the narrower type is what arrives.
  return { meta: definition.meta, check: (system, options, context) => definition.check(system, options as OptionsOf<Schemas>, context) };
}
