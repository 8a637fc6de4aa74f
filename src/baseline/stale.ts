import type { Baseline, BaselineEntry } from '../model/baseline.js';
import type { RuleContext } from '../model/rule.js';

/** Entries whose finding is gone. What a rule would say that is off nobody knows, so its entries stay. */
export function staleEntries(
  baseline: Baseline | undefined,
  { isOn, isRule, findingsOf }: Pick<RuleContext, 'isOn' | 'isRule' | 'findingsOf'>,
): BaselineEntry[] {
  return (baseline?.entries ?? []).filter(({ id, rule }) => {
    if (isRule(rule) && !isOn(rule)) return false;
    return !findingsOf(rule).some((finding) => finding.id === id);
  });
}
