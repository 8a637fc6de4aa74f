import type { Location } from '../../model/location.js';
import type { Effects, Written } from '../../model/practice.js';
import type { System } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';
import { databasesByService } from '../services.js';

/** What people call the table or collection in which events are kept for ever. */
const STORE = /^"?(?:\w+\.)?"?(?:event[_-]?(?:store|log|stream|journal)s?|(?:stored|domain|recorded)[_-]?events?)"?$/i;

export function isEventStore(table: string): boolean {
  return STORE.test(table);
}

/** Concerts and audits are events too: a table that is only called so is a store where a statement speaks of streams. */
function isStoreIn(text: string): boolean {
  const table = tableOf(text);
  return isEventStore(table) || (/^"?(?:\w+\.)?"?events"?$/i.test(table) && /\b(?:stream|aggregate)(?:[_-]?\w+)?\b/i.test(text));
}

/** Services that keep events in a table of their own, with the place that says so. */
export function eventStores(system: System): { readonly service: string; readonly at: Location }[] {
  const byService = groupBy(system.effects, ({ service }) => service);
  return system.services.flatMap(({ name, entities }) => {
    const at =
      entities.find((entity) => isEventStore(entity.name))?.at ??
      (byService.get(name) ?? []).flatMap(({ writes }) => writes).find(({ table }) => isStoreIn(table))?.at ??
      (databasesByService(system).get(name) ?? []).flatMap(({ accessor }) => accessor.tables).find(({ table }) => isEventStore(table))?.at;
    return at === undefined ? [] : [{ service: name, at }];
  });
}

/** Writes that an operation makes into the store of events. */
export function writesToStore({ writes }: Effects): Written[] {
  return writes.filter(({ table }) => isStoreIn(table));
}

/** The table of a statement, or what is said to be the table. */
function tableOf(text: string): string {
  return /\b(?:into|update|from)\s+"?([\w."]+)/i.exec(text)?.[1] ?? text;
}
