import type { RuleMeta } from '../model/rule.js';

/** What holds of a rule when nothing is said about it, as short as a cell of a table wants it. */
export function defaultSeverity({ severity, onlyIfChosen }: Pick<RuleMeta, 'severity' | 'onlyIfChosen'>): string {
  return onlyIfChosen === true && severity !== 'off' ? `${severity} where chosen` : severity;
}
