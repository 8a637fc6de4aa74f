import type { Violation } from '../../model/finding.js';
import type { Location } from '../../model/location.js';
import { defineRule } from '../../model/rule.js';

export const unusedConfig = defineRule({
  meta: {
    id: 'msa/unused-config',
    family: 'msa',
    summary: 'Every setting in msa.yaml has an effect.',
    why: 'A setting without effect makes its reader believe in a check that does not run.',
    fix: 'Remove what has no effect, or give the rule a severity.',
    severity: 'warning',
    example: 'msa.yaml sets `operations: 3` for god-service/nano-service, which is off unless it gets a severity.',
    options: {},
  },
  *check(_system, _options, { manifest, isOn, isAbsent, analysis }) {
    for (const glob of analysis.unmatched ?? []) yield unmatched(glob, manifest?.excludeAt?.[glob]);
    for (const [rule, { options, at }] of Object.entries(manifest?.rules ?? {})) {
      const names = Object.keys(options);
      if (names.length === 0 || isOn(rule) || isAbsent(rule)) continue;
      yield {
        message: `msa.yaml sets ${names.join(', ')} of ${rule}, which is off`,
        services: [],
        subject: rule,
        at,
        label: 'without effect',
      };
    }
  },
});

/** What is generated or built may come later: told, and no more. */
function unmatched(glob: string, at: Location | undefined): Violation {
  return {
    message: `\`exclude\` in msa.yaml lists ${glob}, which matches no file that msa would read`,
    services: [],
    subject: `exclude ${glob}`,
    severity: 'info',
    ...(at === undefined ? {} : { at, label: 'matches nothing' }),
  };
}
