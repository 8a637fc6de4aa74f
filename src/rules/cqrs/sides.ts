import type { Effects } from '../../model/practice.js';

/** An operation that only asks: `GET /orders`, `query order`. */
export function isQuery({ entry }: Effects): boolean {
  return /^(?:GET|HEAD|query) /i.test(entry.name) || /Query(?:Handler)?(?:\.\w+)?$/.test(entry.name);
}

/** An operation that is there to change something; one that makes a view again from what has happened changes nothing. */
export function isCommand({ entry }: Effects): boolean {
  return !/rebuild|replay|reproject|reindex/i.test(entry.name) && isChanging(entry.name);
}

function isChanging(name: string): boolean {
  return /^(?:POST|PUT|PATCH|DELETE|mutation) /i.test(name) || /Command(?:Handler)?(?:\.\w+)?$/.test(name);
}

/** A table that says how far something got, and is no model of anything. */
export function isBookkeeping(table: string): boolean {
  return /checkpoint|offset|cursor|migration/i.test(table);
}
