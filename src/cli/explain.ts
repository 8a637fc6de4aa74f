import { explainRule } from '../report/explain.js';
import { rulesTable } from '../report/rules-table.js';
import { rules } from '../rules/index.js';
import { UserError } from '../shared/errors.js';
import { didYouMean } from '../shared/text.js';
import { terminalWidth, writeOutput } from './output.js';

/** Prints what a rule says, why, and how to mend it. The family may be left out where the name alone is clear. */
export function explain(id: string): void {
  const found = rules.find(({ meta }) => meta.id === id) ?? only(rules.filter(({ meta }) => meta.id.endsWith(`/${id}`)));
  if (found === undefined) {
    const names = rules.flatMap(({ meta }) => [meta.id, meta.id.slice(meta.family.length + 1)]);
    throw new UserError('E_RULE', `there is no rule "${id}"`, { hint: didYouMean(id, names) ?? '`msa rules` lists them all.' });
  }
  writeOutput(explainRule(found, terminalWidth()));
}

/** Prints all rules, one a line. */
export function listRules(): void {
  writeOutput(rulesTable(rules, terminalWidth()));
}

function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}
