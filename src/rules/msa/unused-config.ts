import { defineRule } from '../../model/rule.js';

export const unusedConfig = defineRule({
  meta: {
    id: 'msa/unused-config',
    family: 'msa',
    summary: 'Every setting in msa.yaml has an effect.',
    why: 'A setting without effect makes its reader believe in a check that does not run.',
    fix: 'Remove the options, or give the rule a severity.',
    severity: 'warning',
    example: 'msa.yaml sets `operations: 3` for god-service/nano-service, which is off unless it gets a severity.',
    options: {},
  },
  *check(_system, _options, { manifest, isOn }) {
    for (const [rule, { options, at }] of Object.entries(manifest?.rules ?? {})) {
      const names = Object.keys(options);
      if (names.length === 0 || isOn(rule)) continue;
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
