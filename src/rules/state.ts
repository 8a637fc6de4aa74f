import { growth } from '../baseline/match.js';
import type { Finding } from '../model/finding.js';
import type { RuleContext } from '../model/rule.js';
import { isExpired } from '../shared/day.js';
import { covers } from './suppress.js';

/** Says of a finding whether it is new, or was accepted before: by msa.yaml, or by the baseline while it gets no worse. */
export function stateOf({
  manifest,
  baseline,
  today,
}: Pick<RuleContext, 'manifest' | 'baseline' | 'today'>): (finding: Finding) => Finding {
  const ignored = (manifest?.ignore ?? []).filter((entry) => !isExpired(entry, today));
  const accepted = new Map((baseline?.entries ?? []).map((entry) => [entry.id, entry]));
  return (finding) => {
    if (ignored.some((entry) => covers(entry, finding))) return { ...finding, state: 'suppressed' };
    const entry = accepted.get(finding.id);
    if (entry?.rule !== finding.rule || isExpired(entry, today)) return finding;
    const grown = growth(entry, finding);
    if (grown.length === 0) return { ...finding, state: 'baselined' };
    return { ...finding, message: `${finding.message}; worse than in the baseline (${grown.join(', ')})` };
  };
}
