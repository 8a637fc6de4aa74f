/** The library behind the command line: analyse a system, write rules and library tables of one's own. */
export { analyze, type Analyzed, type AnalyzeOptions } from './analysis/analyze.js';
export { defineLibrary, type Library } from './analysis/libraries/define-library.js';
export type { Analysis, Coverage, Report, ServiceCoverage } from './model/analysis.js';
export type * from './model/deployment.js';
export type * from './model/finding.js';
export type { Location } from './model/location.js';
export type { Manifest } from './model/manifest.js';
export { defineRule, type Rule, type RuleContext, type RuleDefinition, type RuleMeta } from './model/rule.js';
export type * from './model/signal.js';
export type * from './model/system.js';
export { check } from './rules/check.js';
export type { CheckSettings } from './rules/settings.js';
export { UserError } from './shared/errors.js';
