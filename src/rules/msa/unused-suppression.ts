import type { Violation } from '../../model/finding.js';
import type { IgnoreEntry } from '../../model/manifest.js';
import { defineRule } from '../../model/rule.js';
import { isExpired } from '../../shared/day.js';
import { covers } from '../suppress.js';

export const unusedSuppression = defineRule({
  meta: {
    id: 'msa/unused-suppression',
    family: 'msa',
    summary: 'Every `ignore` entry of msa.yaml covers a finding, and none is over its date.',
    why: 'An entry that covers nothing today hides a finding of tomorrow that nobody has accepted.',
    fix: 'Remove the entry; if it has expired, solve the finding or give it a new date.',
    severity: 'warning',
    exempt: ['entries for rules that are off', 'entries for msa/stale-baseline, which judges the entries that accept this rule'],
    example: 'An entry for shared-datastore of orders and billing, which have got databases of their own.',
    options: {},
  },
  *check(_system, _options, { manifest, findingsOf, isOn, today }) {
    for (const entry of manifest?.ignore ?? []) {
      if (isExpired(entry, today)) yield violation(entry, `expired on ${entry.expires ?? ''}`);
      else if (isJudged(entry.rule) && isOn(entry.rule) && !findingsOf(entry.rule).some((finding) => covers(entry, finding)))
        yield violation(entry, 'covers no finding');
    }
  },
});

/** Each of the two asks what the other says: one has to be the last. */
function isJudged(rule: string): boolean {
  return rule !== 'msa/stale-baseline';
}

function violation({ rule, services, reason, at }: IgnoreEntry, what: string): Violation {
  const about = services === undefined ? '' : ` about ${services.join(', ')}`;
  return {
    message: `the \`ignore\` entry for ${rule}${about} ${what} (reason: ${reason})`,
    services: [],
    subject: JSON.stringify([rule, services ?? null, what]),
    at,
    label: what,
  };
}
