import type { Finding } from '../model/finding.js';
import type { IgnoreEntry } from '../model/manifest.js';

/** Without `services` an entry covers all findings of its rule, else those about one of them. */
export function covers(entry: IgnoreEntry, finding: Pick<Finding, 'rule' | 'services'>): boolean {
  if (entry.rule !== finding.rule) return false;
  return entry.services === undefined || entry.services.some((service) => finding.services.includes(service));
}
