/** The library behind the command line: analyse a system, write rules and library tables of one's own. */
export { analyze, type Analyzed, type AnalyzeOptions } from './analysis/analyze.js';
export { defineLibrary, type Library } from './analysis/libraries/define-library.js';
export { access, httpRequest, listen, methodIn, open, publish, subscribe } from './analysis/libraries/rows.js';
export { arg, either, option, originArg, type Selector, textArg } from './analysis/libraries/select.js';
export type { Analysis, Coverage, Report, ServiceCoverage } from './model/analysis.js';
export type * from './model/deployment.js';
export type * from './model/finding.js';
export type { Location } from './model/location.js';
export type { Manifest } from './model/manifest.js';
export { defineRule, type Rule, type RuleContext, type RuleDefinition, type RuleMeta } from './model/rule.js';
export { lit, type Residual } from './model/residual.js';
export type * from './model/signal.js';
export type * from './model/system.js';
export { defineReporter, type Plugin, type PluginReporter } from './plugins/plugin.js';
export { check } from './rules/check.js';
export type { CheckSettings } from './rules/settings.js';
export { UserError } from './shared/errors.js';
