import type { Finding } from '../model/finding.js';
import type { IgnoreComment } from '../model/ignore-comment.js';
import type { IgnoreEntry } from '../model/manifest.js';
import { isDay } from '../shared/day.js';

/** Without `services` an entry covers all findings of its rule, else those about one of them. */
export function covers(entry: IgnoreEntry, finding: Pick<Finding, 'rule' | 'services'>): boolean {
  if (entry.rule !== finding.rule) return false;
  return entry.services === undefined || entry.services.some((service) => finding.services.includes(service));
}

/** A comment covers what is told at its line; what several services share is told at the place of each. */
export function coversLine(comment: IgnoreComment, rule: string, finding: Finding): boolean {
  if (rule !== finding.rule || !comment.rules.includes(rule)) return false;
  const places = [...(finding.location === undefined ? [] : [finding.location]), ...(finding.services.length > 1 ? finding.related : [])];
  return places.some(({ file, line, endLine }) => file === comment.file && line <= comment.covers && comment.covers <= (endLine ?? line));
}

/** What is missing for the comment to accept anything, if something is. */
export function incompleteness({ rules, reason, expires }: IgnoreComment): string | undefined {
  if (rules.length === 0) return 'names no rule';
  if (expires !== undefined && !isDay(expires)) return `expires on "${expires}", which is no day (YYYY-MM-DD)`;
  return reason === '' ? 'gives no reason' : undefined;
}
