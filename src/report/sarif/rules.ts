import type { RuleMeta } from '../../model/rule.js';
import type { RuleTexts } from '../rules-of.js';

/** SARIF's words for how bad something is, and those that GitHub sorts alerts by. */
export const LEVELS = { error: 'error', warning: 'warning', info: 'note', off: 'none' } as const;
const PROBLEM = { error: 'error', warning: 'warning', info: 'recommendation', off: 'recommendation' } as const;
/** Errors are proven from end to end; what is milder may be a matter of size or taste. */
const PRECISION: Readonly<Record<RuleMeta['severity'], string>> = { error: 'very-high', warning: 'high', info: 'medium', off: 'medium' };

export function ruleDescriptor({ id, family, summary, why, fix, severity, docs }: RuleTexts) {
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: `${summary} ${why}` },
    ...(docs === undefined ? {} : { helpUri: docs }),
    help: {
      text: `${summary}\n\nWhy: ${why}\n\nFix: ${fix}\n\nmsa explain ${id} tells more.`,
      markdown: `${summary}\n\n**Why:** ${why}\n\n**Fix:** ${fix}\n\n\`msa explain ${id}\` tells more.`,
    },
    defaultConfiguration: { level: LEVELS[severity], enabled: severity !== 'off' },
    properties: {
      tags: ['architecture', 'microservices', 'maintainability', family],
      precision: PRECISION[severity],
      'problem.severity': PROBLEM[severity],
    },
  };
}
