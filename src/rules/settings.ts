import type { Baseline } from '../model/baseline.js';
import type { Family, SeveritySetting } from '../model/finding.js';
import type { Location } from '../model/location.js';
import type { Manifest } from '../model/manifest.js';
import type { Options, Rule } from '../model/rule.js';
import { UserError } from '../shared/errors.js';
import { didYouMean } from '../shared/text.js';
import { placeText, readOptions } from './options.js';

export interface CheckSettings {
  readonly manifest?: Manifest | undefined;
  /** Of the command line; they win over the manifest. */
  readonly overrides?: Readonly<Record<string, SeveritySetting>>;
  /** Families to report; none named means all. */
  readonly only?: readonly string[];
  /** Whether comments in the analysed files may accept findings; default: true. */
  readonly inlineConfig?: boolean;
  /** Findings that were there before. */
  readonly baseline?: Baseline | undefined;
  /** Day of the run, YYYY-MM-DD; default: today. */
  readonly today?: string;
}

export interface ConfiguredRule {
  readonly rule: Rule;
  /** What the user says; undefined: the rule and its cases decide. */
  readonly chosen: SeveritySetting | undefined;
  readonly isOn: boolean;
  readonly options: Options;
}

/** Every rule with its severity and options, by id. Names that no rule has are the user's mistake. */
export function configure(rules: readonly Rule[], { manifest, overrides = {}, only = [] }: CheckSettings): Map<string, ConfiguredRule> {
  const ids = rules.map(({ meta }) => meta.id);
  for (const id of Object.keys(overrides)) assertRule(id, ids);
  for (const [id, { at }] of Object.entries(manifest?.rules ?? {})) assertRule(id, ids, at);
  for (const { rule, at } of manifest?.ignore ?? []) assertRule(rule, ids, at);
  assertFamilies(only, rules);

  const said = new Map(Object.entries(manifest?.rules ?? {}));
  const overridden = new Map(Object.entries(overrides));
  return new Map(
    rules.map((rule) => {
      const setting = said.get(rule.meta.id);
      const chosen = overridden.get(rule.meta.id) ?? setting?.severity;
      const isOn = (chosen ?? rule.meta.severity) !== 'off';
      return [rule.meta.id, { rule, chosen, isOn, options: readOptions(rule, setting?.options ?? {}, setting?.at) }];
    }),
  );
}

/** Refuses a name that no rule has, with the one that was probably meant. */
export function assertRule(id: string, ids: readonly string[], at?: Location): void {
  if (ids.includes(id)) return;
  const full = ids.find((known) => known.endsWith(`/${id}`));
  const hint = full === undefined ? didYouMean(id, ids) : `Did you mean ${full}?`;
  throw new UserError('E_RULE', `there is no rule "${id}"`, {
    hint: hint ?? 'Rules are named family/rule, such as database-per-service/shared-datastore.',
    ...(at === undefined ? {} : { at: placeText(at) }),
  });
}

function assertFamilies(only: readonly string[], rules: readonly Rule[]): void {
  const families: readonly Family[] = [...new Set(rules.map(({ meta }) => meta.family))];
  for (const family of only) {
    if (families.some((known) => known === family)) continue;
    throw new UserError('E_FAMILY', `there is no family of rules "${family}"`, {
      hint: didYouMean(family, families) ?? `Families: ${families.join(', ')}.`,
    });
  }
}
