import type { Baseline, BaselineEntry } from '../model/baseline.js';
import type { RuleContext } from '../model/rule.js';

/** Entries whose finding is gone. What a rule would say that is off, or under another profile, nobody knows: its entries stay. */
export function staleEntries(
  baseline: Baseline | undefined,
  { analysis, isOn, isRule, findingsOf }: Pick<RuleContext, 'analysis' | 'isOn' | 'isRule' | 'findingsOf'>,
): BaselineEntry[] {
  if (analysis.profile !== undefined) return [];
  return (baseline?.entries ?? []).filter(({ id, rule }) => {
    if (isRule(rule) && !isOn(rule)) return false;
    return !findingsOf(rule).some((finding) => finding.id === id);
  });
}
