import type { Library } from '../analysis/libraries/define-library.js';
import type { Report } from '../model/analysis.js';
import type { Rule } from '../model/rule.js';

/** The default export of a plugin's module. Its rules and reports are called after the name that msa.yaml gives it. */
export interface Plugin {
  /** Ids are `family/name`; `naming/suffix` of the plugin `acme` becomes `acme/naming/suffix`. */
  readonly rules?: readonly Rule[];
  readonly libraries?: readonly Library[];
  readonly reporters?: readonly PluginReporter[];
}

export interface PluginReporter {
  /** `csv` of the plugin `acme` is `--format acme/csv`. */
  readonly name: string;
  /** The report as text; msa writes it where the user wants it. */
  readonly report: (report: Report) => string;
}

export function defineReporter(reporter: PluginReporter): PluginReporter {
  return reporter;
}

/** A plugin under its name. */
export interface LoadedPlugin extends Plugin {
  readonly name: string;
}
