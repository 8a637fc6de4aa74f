import type { Manifest, RuleSetting } from '../../model/manifest.js';

/** What a manifest takes from the configurations that it extends, in their order; its own words come last and win. */
export function withBases(own: Manifest, bases: readonly Manifest[]): Manifest {
  const all = [...bases, own];
  const preset = all.findLast((one) => one.preset !== undefined)?.preset;
  return {
    ...own,
    ...(preset === undefined ? {} : { preset }),
    rules: all.map(({ rules }) => rules).reduce(mergedRules),
    overrides: all.flatMap(({ overrides = [] }) => overrides),
    ignore: all.flatMap(({ ignore }) => ignore),
    exclude: [...new Set(all.flatMap(({ exclude }) => exclude))],
    excludeAt: Object.assign({}, ...all.map(({ excludeAt = {} }) => excludeAt)) as NonNullable<Manifest['excludeAt']>,
    patterns: [...new Map(all.flatMap(({ patterns = [] }) => patterns).map((pattern) => [pattern.name, pattern])).values()],
    libraries: [...new Map(all.flatMap(({ libraries }) => libraries).map((library) => [library.package, library])).values()],
  };
}

type Rules = Readonly<Record<string, RuleSetting>>;

/** The later severity wins, options are laid over each other one by one. */
function mergedRules(before: Rules, after: Rules): Rules {
  const merged = new Map(Object.entries(before));
  for (const [id, setting] of Object.entries(after)) {
    const old = merged.get(id);
    merged.set(id, old === undefined ? setting : { ...old, ...setting, options: { ...old.options, ...setting.options } });
  }
  return Object.fromEntries(merged);
}
