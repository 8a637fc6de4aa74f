import type { Violation } from '../model/finding.js';
import type { RuleMeta } from '../model/rule.js';

/** How to fix it, with the command that puts the cure into the service that the finding is about. */
export function fixOf({ fix, cure }: RuleMeta, { services: [service] }: Pick<Violation, 'services'>): string {
  return cure === undefined || service === undefined ? fix : `${fix} \`msa add ${cure} ${service}\` adds what it takes.`;
}
