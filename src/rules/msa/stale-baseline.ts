import { staleEntries } from '../../baseline/stale.js';
import type { BaselineEntry } from '../../model/baseline.js';
import type { Violation } from '../../model/finding.js';
import { defineRule } from '../../model/rule.js';
import { isExpired } from '../../shared/day.js';

export const staleBaseline = defineRule({
  meta: {
    id: 'msa/stale-baseline',
    family: 'msa',
    summary: 'Every entry of the baseline covers a finding, and none is over its date.',
    why: 'An entry whose finding is gone would hide it when it comes back.',
    fix: 'Run `msa baseline prune` and commit the file; solve what has expired, or accept it anew with `msa baseline add`.',
    severity: 'warning',
    exempt: ['entries for rules that are off'],
    example: 'msa.baseline.json has an entry for the database of orders and billing, which have got databases of their own.',
    options: {},
  },
  *check(_system, _options, context) {
    const { baseline, today } = context;
    const stale = new Set(staleEntries(baseline, context));
    for (const entry of baseline?.entries ?? []) {
      if (stale.has(entry)) yield violation(entry, context.isRule(entry.rule) ? 'covers no finding' : 'is of a rule that does not exist');
      else if (isExpired(entry, today)) yield violation(entry, `expired on ${entry.expires ?? ''}`);
    }
  },
});

function violation({ id, rule, subject, at }: BaselineEntry, what: string): Violation {
  return {
    message: `the entry ${id} of the baseline (${rule}${subject === '' ? '' : `: ${subject}`}) ${what}`,
    services: [],
    subject: `${id} ${rule} ${what}`,
    at,
    label: what,
  };
}
