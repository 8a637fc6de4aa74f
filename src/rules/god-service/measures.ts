import type { Edge, Operation, Service, System } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';
import { edgesBetween } from '../services.js';

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
    fanIn: peers(system, (edge) => (edge.to === service.name ? edge.from : undefined)),
    fanOut: peers(system, (edge) => (edge.from === service.name ? edge.to : undefined)),
    cohesion: named < 2 ? undefined : sizes.reduce((sum, size) => sum + size * (size - 1), 0) / (named * (named - 1)),
  };
}

function resourceSizes(operations: readonly Operation[]): number[] {
  const named = operations.filter(({ resource }) => resource !== undefined);
  return [...groupBy(named, ({ resource }) => resource ?? '').values()].map((group) => group.length);
}

/** Reading many tables is reporting, not responsibility: only what it defines or writes counts. */
function tablesOf(service: Service, system: System): number {
  const written = system.datastores
    .filter(({ role }) => role === 'primary')
    .flatMap(({ accessors }) => accessors.filter((accessor) => accessor.service === service.name))
    .flatMap(({ tables }) => tables.filter(({ access }) => access === 'write'));
  return new Set([...service.entities.map(({ name }) => base(name)), ...written.map(({ table }) => base(table))]).size;
}

function base(table: string): string {
  return table.slice(table.lastIndexOf('.') + 1).toLowerCase();
}

function peers(system: System, peerOf: (edge: Edge) => string | undefined): number {
  return new Set(edgesBetween(system).flatMap((edge) => peerOf(edge) ?? [])).size;
}
