import type { Report } from '../model/analysis.js';
import type { RuleMeta } from '../model/rule.js';

export type RuleTexts = Pick<RuleMeta, 'id' | 'family' | 'summary' | 'why' | 'fix' | 'severity' | 'docs'>;

/** The rules that ran, and those of findings that no rule of the run made. */
export function rulesOf({ rules, findings }: Report): RuleTexts[] {
  const known = new Map<string, RuleTexts>(rules.map((rule) => [rule.id, rule]));
  for (const { rule, antipattern, why, fix, severity } of findings) {
    if (!known.has(rule)) known.set(rule, { id: rule, family: antipattern, summary: why, why, fix, severity });
  }
  return [...known.values()];
}
