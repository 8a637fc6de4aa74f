import { UserError } from '../../shared/errors.js';
import { listed } from '../../shared/text.js';
import { BASE, type Layer, type Templates } from './layer.js';

/** The chosen layers with base and all they require, each after what it requires, else by name. Throws where two exclude each other. */
export function closure(chosen: readonly string[], { layers }: Templates): readonly Layer[] {
  const ordered: Layer[] = [];
  const visit = (name: string, path: readonly string[]): void => {
    const layer = layers.get(name);
    if (layer === undefined || ordered.includes(layer) || path.includes(name)) return;
    for (const required of [...layer.requires].sort()) visit(required, [...path, name]);
    ordered.push(layer);
  };
  for (const name of [BASE, ...[...chosen].sort()]) visit(name, []);
  refuseConflicts(ordered, chosen);
  return ordered;
}

function refuseConflicts(layers: readonly Layer[], chosen: readonly string[]): void {
  for (const layer of layers) {
    const other = layers.find(({ name }) => layer.conflicts.includes(name));
    if (other === undefined) continue;
    const [one, two] = [layer.name, other.name].sort();
    throw new UserError('E_CONFLICT', `${one ?? ''} and ${two ?? ''} exclude each other`, {
      hint: `They answer the same question: choose one of them${chosen.includes(layer.name) && chosen.includes(other.name) ? '' : `. Chosen: ${listed(chosen)}`}.`,
    });
  }
}

/** Layers among the chosen ones, or required by them, that require this one. */
export function requiredBy(name: string, chosen: readonly string[], templates: Templates): readonly string[] {
  const rest = chosen.filter((other) => other !== name);
  return closure(rest, templates).flatMap((layer) => (layer.requires.includes(name) ? [layer.name] : []));
}
