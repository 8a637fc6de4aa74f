import type { Severity, Violation } from '../model/finding.js';
import type { RuleContext } from '../model/rule.js';
import type { System } from '../model/system.js';
import type { ConfiguredRule, Variant } from './settings.js';

/** What a rule says, and under which of its settings it says so. */
export interface Said {
  readonly violation: Violation;
  readonly variant: Variant;
}

/** The rule runs once for each of its settings; of each run those findings count that are about its services. */
export function violationsOf({ rule, variants }: ConfiguredRule, system: System, context: RuleContext): Said[] {
  return variants
    .filter(({ isOn }) => isOn)
    .flatMap((variant) =>
      [...rule.check(system, variant.options, context)]
        .filter((violation) => variantFor(violation, variants) === variant)
        .map((violation) => ({ violation, variant })),
    );
}

/** The last override that names one of the services, else what holds in general. */
function variantFor({ services: about }: Violation, variants: ConfiguredRule['variants']): Variant {
  return variants.findLast(({ services }) => services?.some((name) => about.includes(name)) === true) ?? variants[0];
}

/** What the user chose wins over the case, the case over the rule. */
export function severityOf({ violation, variant }: Said): Severity {
  for (const setting of [variant.chosen, violation.severity, variant.fallback])
    if (setting !== undefined && setting !== 'off') return setting;
  return 'info';
}
