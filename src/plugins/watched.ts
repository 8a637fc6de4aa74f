import type { System } from '../model/system.js';

export interface Watched {
  readonly system: System;
  /** The service that was looked at last. */
  readonly last: () => string | undefined;
}

/** The same system, which remembers what a rule looks at: a rule that crashes does not say where it was. */
export function watched(system: System): Watched {
  let last: string | undefined;
  const lists = Object.entries(system).map(([key, value]: [string, unknown]) => [key, Array.isArray(value) ? watchedList(value) : value]);
  return { system: Object.fromEntries(lists) as System, last: () => last };

  function watchedList(list: readonly unknown[]): readonly unknown[] {
    return new Proxy(list, {
      get(target, key, receiver): unknown {
        const found: unknown = Reflect.get(target, key, receiver);
        if (typeof key === 'string' && /^\d+$/.test(key)) last = serviceOf(found) ?? last;
        return found;
      },
    });
  }
}

/** A service by its name, an edge by where it begins, a flow and a loose end by whose they are. */
function serviceOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  if ('from' in item) return String(item.from);
  if ('service' in item) return String(item.service);
  return 'operations' in item && 'name' in item ? String(item.name) : undefined;
}
