import type { Effects } from '../../model/practice.js';

/** An operation that only asks: `GET /orders`, `query order`. */
export function isQuery({ entry }: Effects): boolean {
  return /^(?:GET|HEAD|query) /i.test(entry.name) || /Query(?:Handler)?(?:\.\w+)?$/.test(entry.name);
}

/** An operation that is there to change something. */
export function isCommand({ entry }: Effects): boolean {
  return /^(?:POST|PUT|PATCH|DELETE|mutation) /i.test(entry.name) || /Command(?:Handler)?(?:\.\w+)?$/.test(entry.name);
}
