import { explainRule } from '../report/explain.js';
import { rulesTable } from '../report/rules-table.js';
import type { Rule } from '../model/rule.js';
import { rules as ownRules } from '../rules/index.js';
import { UserError } from '../shared/errors.js';
import { didYouMean } from '../shared/text.js';
import { configured } from './analyse.js';
import type { ConfigOptions } from './config.js';
import { terminalWidth, writeOutput } from './output.js';
import { rootFolder } from './paths.js';

/** Prints what a rule says, why, and how to mend it. The family may be left out where the name alone is clear. */
export async function explain(id: string, options: ConfigOptions): Promise<void> {
  const found = ruleOf(id, ownRules) ?? ruleOf(id, await rulesOf(options));
  if (found === undefined) throw await unknownRule(id, options);
  writeOutput(explainRule(found, terminalWidth()));
}

function ruleOf(id: string, rules: readonly Rule[]): Rule | undefined {
  return rules.find(({ meta }) => meta.id === id) ?? only(rules.filter(({ meta }) => meta.id.endsWith(`/${id}`)));
}

async function unknownRule(id: string, options: ConfigOptions): Promise<UserError> {
  const names = (await rulesOf(options)).flatMap(({ meta }) => [meta.id, meta.id.slice(meta.id.lastIndexOf('/') + 1)]);
  return new UserError('E_RULE', `there is no rule "${id}"`, { hint: didYouMean(id, names) ?? '`msa rules` lists them all.' });
}

/** Prints all rules, one a line. */
export async function listRules(options: ConfigOptions): Promise<void> {
  writeOutput(rulesTable(await rulesOf(options), terminalWidth()));
}

/** Those of msa and of the plugins that the system's msa.yaml names. */
async function rulesOf({ root, config, plugins }: ConfigOptions): Promise<readonly Rule[]> {
  const { extensions } = await configured({ root: await rootFolder(root), config, plugins });
  return extensions.rules;
}

function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}
