import type { Baseline } from '../model/baseline.js';
import type { SeveritySetting } from '../model/finding.js';
import type { Location } from '../model/location.js';
import type { Manifest, RuleSetting } from '../model/manifest.js';
import type { Options, Rule, RuleMeta } from '../model/rule.js';
import { UserError } from '../shared/errors.js';
import { didYouMean } from '../shared/text.js';
import { adopters } from './adopters.js';
import { placeText, readOptions } from './options.js';
import { presetSeverity } from './presets.js';

export interface CheckSettings {
  readonly manifest?: Manifest | undefined;
  /** Of the command line; they win over the manifest. */
  readonly overrides?: Readonly<Record<string, SeveritySetting>>;
  /** Families and plugins to report; none named means all. */
  readonly only?: readonly string[];
  /** Whether comments in the analysed files may accept findings; default: true. */
  readonly inlineConfig?: boolean;
  /** Findings that were there before. */
  readonly baseline?: Baseline | undefined;
  /** Plugins that the manifest names and that do not run: what it says of their rules is not judged. */
  readonly absent?: readonly string[] | undefined;
  /** Day of the run, YYYY-MM-DD; default: today. */
  readonly today?: string;
}

export interface ConfiguredRule {
  readonly rule: Rule;
  /** On for all services or for some. */
  readonly isOn: boolean;
  /** First what holds in general, then for services that chose a pattern of the rule, then the overrides for single services. */
  readonly variants: readonly [Variant, ...Variant[]];
}

/** One way in which a rule runs. */
export interface Variant {
  /** Findings about one of these; undefined: about any. */
  readonly services?: readonly string[];
  /** What the user says; undefined: the case decides, else the fallback. */
  readonly chosen: SeveritySetting | undefined;
  /** Default of the rule under the preset. */
  readonly fallback: SeveritySetting;
  readonly isOn: boolean;
  readonly options: Options;
}

/** Every rule with its severity and options, by id. Names that no rule has are the user's mistake. */
export function configure(
  rules: readonly Rule[],
  { manifest, overrides = {}, only = [], absent = [] }: CheckSettings,
): Map<string, ConfiguredRule> {
  const ids = rules.map(({ meta }) => meta.id);
  assertRules(manifest, overrides, { ids, absent });
  assertFamilies(only, rules);

  const said = new Map(Object.entries(manifest?.rules ?? {}));
  const overridden = new Map(Object.entries(overrides));
  return new Map(
    rules.map((rule) => {
      const { id } = rule.meta;
      const fallback = presetSeverity(rule.meta.severity, manifest?.preset);
      const chosenBy = adopters(rule.meta, manifest);
      const fallbackFor = (services: readonly string[]): SeveritySetting =>
        chosenBy === 'all' || services.some((name) => chosenBy.includes(name)) ? fallback : 'off';
      const settings = { said: said.get(id), chosen: overridden.get(id) };
      const general = variant(rule, { ...settings, fallback: fallbackFor([]) });
      const adopted = chosenBy === 'all' ? [] : [{ ...variant(rule, { ...settings, fallback }), services: chosenBy }];
      const special = (manifest?.overrides ?? []).flatMap(({ services, rules: others }) => {
        const own = new Map(Object.entries(others)).get(id);
        if (own === undefined) return [];
        const over = { ...own, severity: own.severity ?? general.chosen, options: { ...said.get(id)?.options, ...own.options } };
        return [{ ...variant(rule, { said: over, chosen: overridden.get(id), fallback: fallbackFor(services) }), services }];
      });
      const variants = [general, ...adopted, ...special] as const;
      return [id, { rule, isOn: variants.some(({ isOn }) => isOn), variants }];
    }),
  );
}

interface Said {
  readonly said:
    { readonly severity?: SeveritySetting | undefined; readonly options: RuleSetting['options']; readonly at: Location } | undefined;
  /** Of the command line. */
  readonly chosen: SeveritySetting | undefined;
  readonly fallback: SeveritySetting;
}

function variant(rule: Rule, { said, chosen = said?.severity, fallback }: Said): Variant {
  return { chosen, fallback, isOn: (chosen ?? fallback) !== 'off', options: readOptions(rule, said?.options ?? {}, said?.at) };
}

interface Known {
  readonly ids: readonly string[];
  readonly absent: readonly string[];
}

function assertRules(manifest: Manifest | undefined, flags: object, { ids, absent }: Known): void {
  for (const id of Object.keys(flags)) assertRule(id, ids);
  const named = [
    ...Object.entries(manifest?.rules ?? {}).map(([id, { at }]) => ({ id, at })),
    ...(manifest?.ignore ?? []).map(({ rule, at }) => ({ id: rule, at })),
    ...(manifest?.overrides ?? []).flatMap(({ rules }) => Object.entries(rules).map(([id, { at }]) => ({ id, at }))),
  ];
  for (const { id, at } of named) if (!isOfAbsent(id, absent)) assertRule(id, ids, at);
}

/** Is it a rule of a plugin that does not run? */
export function isOfAbsent(id: string, absent: readonly string[] = []): boolean {
  return absent.some((plugin) => id.startsWith(`${plugin}/`));
}

/** Is the rule's family named, or its plugin? */
export function isChosen({ family, plugin }: Pick<RuleMeta, 'family' | 'plugin'>, only: readonly string[]): boolean {
  return only.length === 0 || only.includes(family) || (plugin !== undefined && only.includes(plugin));
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
  const families = [...new Set(rules.flatMap(({ meta }) => [meta.family, ...(meta.plugin === undefined ? [] : [meta.plugin])]))];
  for (const family of only) {
    if (families.includes(family)) continue;
    throw new UserError('E_FAMILY', `there is no family of rules "${family}"`, {
      hint: didYouMean(family, families) ?? `Families: ${families.join(', ')}.`,
    });
  }
}
