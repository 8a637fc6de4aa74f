import type { NewEvent } from './store.js';

/** Makes data of the next version from those of one version. */
export type Upcast = (data: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** For a type of event: the first one reads version 1, the second one version 2, … */
export type Upcasters = Readonly<Record<string, readonly Upcast[]>>;

/** The event as if it had been written today. Throws for a version from the future: a newer release has written it. */
export function upcast<E extends NewEvent>(upcasters: Upcasters, event: E): E {
  const steps = upcasters[event.type] ?? [];
  const latest = steps.length + 1;
  if (event.schemaVersion > latest) throw new Error(`${event.type} has version ${event.schemaVersion}, this release knows ${latest}`);
  const data = steps.slice(event.schemaVersion - 1).reduce((older, step) => step(older), event.data as Record<string, unknown>);
  return { ...event, schemaVersion: latest, data };
}
