import type { ModuleDigest } from '../model/module-digest.js';
import type { ModuleFacts } from '../model/module-facts.js';
import { linkNames, linksOf } from './imports/links.js';
import { practices } from './libraries/practices.js';
import { signReader } from './link/practices/signs.js';
import { healthSign } from './link/practices/health.js';
import { logicOf } from './link/services/domain-logic.js';
import { defaultsOf } from './link/values/defaults.js';

const practisedIn = signReader(practices);

/** What all steps ask of every file. */
export function digestOf(facts: ModuleFacts): ModuleDigest {
  const health = healthSign(facts);
  const links = linksOf(facts);
  return {
    linesOfCode: facts.linesOfCode,
    parseErrors: facts.parseErrors,
    ignores: facts.ignores ?? [],
    ...links,
    ...linkNames(links),
    practices: practisedIn(facts),
    ...(health && { health }),
    defaults: defaultsOf(facts),
    logic: logicOf(facts),
  };
}
