import type { Library } from '../analysis/libraries/define-library.js';
import type { Manifest } from '../model/manifest.js';
import type { Rule } from '../model/rule.js';
import { reporters } from '../report/index.js';
import type { Reporter } from '../report/reporter.js';
import { rules } from '../rules/index.js';
import { pluginLibrary } from './library.js';
import type { LoadedPlugin, PluginReporter } from './plugin.js';
import { pluginReporter } from './reporter.js';
import { pluginRule } from './rule.js';

/** What msa works with: its own parts and those of the plugins that run. */
export interface Extensions {
  readonly rules: readonly Rule[];
  /** Those of plugins; `analyze` has its own. */
  readonly libraries: readonly Library[];
  readonly reporters: Readonly<Record<string, Reporter>>;
  /** Plugins that the manifest names and that do not run. */
  readonly absent: readonly string[];
}

export function withPlugins(plugins: readonly LoadedPlugin[]): Extensions {
  return {
    rules: [...rules, ...plugins.flatMap(({ name, rules: own = [] }) => own.map((rule) => pluginRule(name, rule)))],
    libraries: plugins.flatMap(({ name, libraries: own = [] }) => own.map((library) => pluginLibrary(name, library))),
    reporters: {
      ...reporters,
      ...Object.fromEntries(plugins.flatMap(({ name, reporters: own = [] }) => own.map((one) => entry(name, one)))),
    },
    absent: [],
  };
}

/** Nothing that the manifest names runs. */
export function withoutPlugins(manifest: Manifest | undefined): Extensions {
  return { ...withPlugins([]), absent: (manifest?.plugins ?? []).map(({ name }) => name) };
}

function entry(plugin: string, reporter: PluginReporter): readonly [string, Reporter] {
  return [`${plugin}/${reporter.name}`, pluginReporter(plugin, reporter)];
}
