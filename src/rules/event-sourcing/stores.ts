import type { Location } from '../../model/location.js';
import type { Effects, Written } from '../../model/practice.js';
import type { System } from '../../model/system.js';

/** What people call the table or collection in which events are kept for ever. */
const STORE = /^"?(?:\w+\.)?"?(?:event[_-]?(?:store|log|stream|journal)s?|(?:stored|domain|recorded)[_-]?events?|events)"?$/i;

export function isEventStore(table: string): boolean {
  return STORE.test(table);
}

/** Services that keep events in a table of their own, with the place that says so. */
export function eventStores({ services, effects, datastores }: System): { readonly service: string; readonly at: Location }[] {
  return services.flatMap(({ name, entities }) => {
    const at =
      entities.find((entity) => isEventStore(entity.name))?.at ??
      effects.flatMap((one) => (one.service === name ? one.writes : [])).find(({ table }) => isEventStore(tableOf(table)))?.at ??
      datastores
        .flatMap(({ accessors }) => accessors.flatMap((accessor) => (accessor.service === name ? accessor.tables : [])))
        .find(({ table }) => isEventStore(table))?.at;
    return at === undefined ? [] : [{ service: name, at }];
  });
}

/** Writes that an operation makes into the store of events. */
export function writesToStore({ writes }: Effects): Written[] {
  return writes.filter(({ table }) => isEventStore(tableOf(table)));
}

/** The table of a statement, or what is said to be the table. */
function tableOf(text: string): string {
  return /\b(?:into|update|from)\s+"?([\w."]+)/i.exec(text)?.[1] ?? text;
}
