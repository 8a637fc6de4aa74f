import type { TableDefinition } from '../../../model/system.js';
import { placesIn, type Context } from '../context.js';
import { signalsOf, type LinkedUnit } from '../input.js';
import { definitionOf } from '../stores/tables.js';

/** Tables that entities in the code that a unit uses define, called as its first place has them. */
export function definitionsOf({ places }: Pick<Context, 'places'>, linked: LinkedUnit): TableDefinition[] {
  const [place] = placesIn(places, linked.unit);
  return place === undefined ? [] : signalsOf(linked, 'entity').flatMap((entity) => definitionOf(entity, place) ?? []);
}
