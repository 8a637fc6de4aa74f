import type { Operation, Service, System } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';
import { databasesByService, edgesBetween, ofSystem } from '../services.js';

/** What a service does, in figures. */
export interface Measures {
  readonly service: Service;
  /** Routes, RPCs, events; health, metrics and documentation left out. */
  readonly operations: number;
  readonly resources: number;
  /** Share of the operations that the biggest resource has, 0 to 1. */
  readonly biggestShare: number;
  /** Entities it defines and tables it writes. */
  readonly tables: number;
  readonly linesOfCode: number;
  /** Distinct services that call it, or publish to it, and that it calls. */
  readonly fanIn: number;
  readonly fanOut: number;
  /** Share of pairs of operations that are about the same resource, 0 to 1; undefined below two operations. */
  readonly cohesion: number | undefined;
}

export function measure(service: Service, system: System): Measures {
  const operations = service.operations.filter(({ technical }) => !technical);
  const sizes = resourceSizes(operations);
  const named = sizes.reduce((sum, size) => sum + size, 0);
  return {
    service,
    operations: operations.length,
    resources: sizes.length,
    biggestShare: named === 0 ? 1 : Math.max(...sizes) / named,
    tables: tablesOf(service, system),
    linesOfCode: service.linesOfCode,
    fanIn: neighbours(system).callers.get(service.name)?.size ?? 0,
    fanOut: neighbours(system).called.get(service.name)?.size ?? 0,
    cohesion: named < 2 ? undefined : sizes.reduce((sum, size) => sum + size * (size - 1), 0) / (named * (named - 1)),
  };
}

function resourceSizes(operations: readonly Operation[]): number[] {
  const named = operations.filter(({ resource }) => resource !== undefined);
  return [...groupBy(named, ({ resource }) => resource ?? '').values()].map((group) => group.length);
}

/** Reading many tables is reporting, not responsibility: only what it defines or writes counts. */
function tablesOf(service: Service, system: System): number {
  const written = (databasesByService(system).get(service.name) ?? [])
    .filter(({ store }) => store.role === 'primary')
    .flatMap(({ accessor }) => accessor.tables.filter(({ access }) => access === 'write'));
  return new Set([...service.entities.map(({ name }) => base(name)), ...written.map(({ table }) => base(table))]).size;
}

function base(table: string): string {
  return table.slice(table.lastIndexOf('.') + 1).toLowerCase();
}

/** By the name of a service. */
interface Neighbours {
  readonly callers: ReadonlyMap<string, ReadonlySet<string>>;
  readonly called: ReadonlyMap<string, ReadonlySet<string>>;
}

const neighbours = ofSystem((system): Neighbours => {
  const [callers, called] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
  for (const { from, to } of edgesBetween(system)) {
    callers.set(to, (callers.get(to) ?? new Set()).add(from));
    called.set(from, (called.get(from) ?? new Set()).add(to));
  }
  return { callers, called };
});
