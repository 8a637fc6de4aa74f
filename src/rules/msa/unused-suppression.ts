import type { Analysis } from '../../model/analysis.js';
import type { Violation } from '../../model/finding.js';
import type { IgnoreComment } from '../../model/ignore-comment.js';
import type { IgnoreEntry } from '../../model/manifest.js';
import { defineRule, type RuleContext } from '../../model/rule.js';
import { isExpired } from '../../shared/day.js';
import { covers, coversLine, incompleteness } from '../suppress.js';

export const unusedSuppression = defineRule({
  meta: {
    id: 'msa/unused-suppression',
    family: 'msa',
    summary: 'Every `ignore` entry of msa.yaml and every `msa-ignore` comment covers a finding, has a reason, and is not over its date.',
    why: 'One that covers nothing today hides a finding of tomorrow that nobody has accepted.',
    fix: 'Remove it; if it has expired, solve the finding or give it a new date.',
    severity: 'warning',
    exempt: ['those for rules that are off', 'those for msa/stale-baseline, which judges the entries that accept this rule'],
    example: 'An entry for shared-datastore of orders and billing, which have got databases of their own.',
    options: {},
  },
  *check(_system, _options, context) {
    for (const entry of context.manifest?.ignore ?? []) yield* entryViolations(entry, context);
    for (const comment of context.ignores) {
      const lack = incompleteness(comment);
      if (lack !== undefined) yield commentViolation(comment, `${lack} and accepts nothing`);
      else for (const rule of comment.rules) yield* commentViolations(comment, rule, context);
    }
  },
});

function* entryViolations(entry: IgnoreEntry, { analysis, today, isOn, findingsOf }: RuleContext): Generator<Violation> {
  if (isExpired(entry, today)) yield entryViolation(entry, `expired on ${entry.expires ?? ''}`);
  else if (isJudged(entry.rule, analysis) && isOn(entry.rule) && !findingsOf(entry.rule).some((finding) => covers(entry, finding)))
    yield entryViolation(entry, 'covers no finding');
}

function* commentViolations(comment: IgnoreComment, rule: string, context: RuleContext): Generator<Violation> {
  const { analysis, today, isOn, isRule, findingsOf } = context;
  if (!isRule(rule)) yield commentViolation(comment, `names ${rule}, which is no rule (\`msa rules\` lists them)`);
  else if (isExpired(comment, today)) yield commentViolation(comment, `for ${rule} expired on ${comment.expires ?? ''}`);
  else if (isJudged(rule, analysis) && isOn(rule) && !findingsOf(rule).some((finding) => coversLine(comment, rule, finding)))
    yield commentViolation(comment, `for ${rule} covers no finding`);
}

/** Each of the two asks what the other says: one has to be the last. What covers nothing in one profile may cover something in another. */
function isJudged(rule: string, { profile }: Analysis): boolean {
  return rule !== 'msa/stale-baseline' && profile === undefined;
}

function entryViolation({ rule, services, reason, at }: IgnoreEntry, what: string): Violation {
  const about = services === undefined ? '' : ` about ${services.join(', ')}`;
  return {
    message: `the \`ignore\` entry for ${rule}${about} ${what} (reason: ${reason})`,
    services: [],
    subject: JSON.stringify([rule, services ?? null, what]),
    at,
    label: what,
  };
}

function commentViolation({ file, line, column, reason }: IgnoreComment, what: string): Violation {
  return {
    message: `the \`msa-ignore\` comment ${what}${reason === '' ? '' : ` (reason: ${reason})`}`,
    services: [],
    subject: `${file} ${what}`,
    at: { file, line, column },
    label: 'accepts nothing',
  };
}
