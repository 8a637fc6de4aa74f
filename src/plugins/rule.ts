import { FAMILIES, type Violation } from '../model/finding.js';
import type { Rule } from '../model/rule.js';
import { type CrashPlace, pluginCrash, wrongAnswer } from './crash.js';
import { wrongShape } from './shapes.js';
import { watched } from './watched.js';

/** A rule of a plugin under the plugin's name. What it throws, and what msa cannot take of it, ends the run and names it. */
export function pluginRule(plugin: string, rule: Rule): Rule {
  const { meta } = rule;
  const isOurs = FAMILIES.some((family) => family === meta.family);
  const id = `${plugin}/${meta.id}`;
  return {
    meta: { ...meta, id, family: isOurs ? meta.family : `${plugin}/${meta.family}`, plugin },
    *check(system, options, context) {
      const { system: seen, last } = watched(system);
      const place = (): CrashPlace => ({ plugin, part: `its rule ${id}`, service: last() });
      try {
        for (const violation of rule.check(seen, options, context)) yield checked(violation, place());
      } catch (error) {
        throw pluginCrash(place(), error);
      }
    },
  };
}

function checked(violation: Violation, place: CrashPlace): Violation {
  const wrong = wrongShape('violation', violation);
  if (wrong !== undefined) throw wrongAnswer(place, `a violation is not as it must be: ${wrong}`);
  return violation;
}
