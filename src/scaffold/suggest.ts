import type { Advice, Verdict } from '../model/advice.js';
import { UserError } from '../shared/errors.js';
import type { Layer, Templates } from './layers/layer.js';
import { closure } from './layers/select.js';

/** Layers of patterns that were chosen, the most certain first. */
export interface Chosen {
  readonly adopt: readonly string[];
  readonly trial: readonly string[];
}

/** What to type to build what is advised. A modular monolith is not made of services. */
export function commandsOf({ structure, patterns }: Advice, templates: Templates): readonly string[] {
  if (structure.choice !== 'microservices') return [];
  const layersOf = (verdict: Verdict): string[] =>
    patterns.flatMap((one) => (one.verdict === verdict && one.pattern.layer !== undefined ? [one.pattern.layer] : []));
  return commandsFor({ adopt: [...layersOf('adopt'), ...layersOf('baseline')], trial: layersOf('trial') }, templates);
}

/**
 * Commands that build what was chosen: a service of all that goes together, one for each layer that fronts others with what it
 * can have of the rest, for patterns are chosen for every service, then what is on trial.
 */
export function commandsFor({ adopt, trial }: Chosen, templates: Templates): readonly string[] {
  const known = (names: readonly string[]): Layer[] =>
    [...new Set(names)].flatMap((name) => {
      const layer = templates.layers.get(name);
      return layer === undefined || layer.internal ? [] : [layer];
    });
  const layers = known(adopt);
  const fronts = layers.filter(({ calls }) => calls.length > 0).map(({ name }) => name);
  const together = compatible(
    layers.map(({ name }) => name).filter((name) => !fronts.includes(name)),
    templates,
  );
  const later = known(trial)
    .map(({ name }) => name)
    .filter((name) => !fronts.includes(name) && compatible([...together, name], templates).length > together.length);
  return [
    ...(together.length === 0 ? [] : [`msa new service NAME --patterns ${together.join(',')}`]),
    ...fronts.map(
      (name) => `msa new service ${name.replace(/^api-/, '')} --patterns ${compatible([name, ...together], templates).join(',')}`,
    ),
    ...later.map((name) => `msa add ${name} NAME`),
  ];
}

/** Of what excludes each other the first. */
function compatible(names: readonly string[], templates: Templates): readonly string[] {
  return names.reduce<readonly string[]>((chosen, name) => (fit([...chosen, name], templates) ? [...chosen, name] : chosen), []);
}

function fit(names: readonly string[], templates: Templates): boolean {
  try {
    closure(names, templates);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
