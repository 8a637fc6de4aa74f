import { growth } from '../baseline/match.js';
import type { Finding } from '../model/finding.js';
import type { RuleContext } from '../model/rule.js';
import { isExpired } from '../shared/day.js';
import { groupBy } from '../shared/group-by.js';
import { covers, coversLine, incompleteness } from './suppress.js';

/** Says of a finding whether it is new, or was accepted before: by msa.yaml, where it stands, or by the baseline while it gets no worse. */
export function stateOf(context: Pick<RuleContext, 'manifest' | 'baseline' | 'ignores' | 'today'>): (finding: Finding) => Finding {
  const { manifest, baseline, today } = context;
  const entries = (manifest?.ignore ?? []).filter((entry) => !isExpired(entry, today));
  const comments = groupBy(
    context.ignores
      .filter((comment) => incompleteness(comment) === undefined && !isExpired(comment, today))
      .flatMap((comment) => comment.rules.map((rule) => ({ rule, comment }))),
    ({ rule }) => rule,
  );
  const accepted = new Map((baseline?.entries ?? []).map((entry) => [entry.id, entry]));

  return (finding) => {
    const ignore = entries.find((one) => covers(one, finding));
    if (ignore !== undefined) return { ...finding, state: 'suppressed', accepted: { by: 'manifest', reason: ignore.reason } };
    const said = (comments.get(finding.rule) ?? []).find(({ rule, comment }) => coversLine(comment, rule, finding));
    if (said !== undefined) return { ...finding, state: 'suppressed', accepted: { by: 'comment', reason: said.comment.reason } };
    const entry = accepted.get(finding.id);
    if (entry?.rule !== finding.rule || isExpired(entry, today)) return finding;
    const grown = growth(entry, finding);
    if (grown.length === 0) return { ...finding, state: 'baselined', accepted: { by: 'baseline', reason: entry.reason } };
    return { ...finding, message: `${finding.message}; worse than in the baseline (${grown.join(', ')})` };
  };
}
