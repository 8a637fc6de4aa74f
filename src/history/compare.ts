import type { Change, SharedTable } from '../model/change.js';
import type { Finding } from '../model/finding.js';
import { compareText } from '../model/location.js';
import type { Edge, System } from '../model/system.js';
import { knots } from '../rules/graph.js';
import { groupBy } from '../shared/group-by.js';

export interface State {
  readonly system: System;
  readonly findings: readonly Finding[];
}

export interface Compared {
  /** Findings of the current state that the earlier one did not have. */
  readonly findings: readonly Finding[];
  readonly change: Omit<Change, 'since' | 'commit'>;
}

/** What a state adds to an earlier one; findings are the same when their ids are, wherever their lines have gone. */
export function compare(current: State, before: State | undefined): Compared {
  const known = new Set(fresh(before?.findings ?? []).map(({ id }) => id));
  const now = new Set(current.findings.map(({ id }) => id));
  const added = current.findings.filter(({ id, state }) => state !== 'new' || !known.has(id));
  return {
    findings: added,
    change: {
      known: current.findings.length - added.length,
      gone: [...known].filter((id) => !now.has(id)).length,
      services: addedBy(({ name }) => name, current.system.services, before?.system.services).map(({ name }) => name),
      edges: addedBy(edgeKey, current.system.edges, before?.system.edges).map(({ from, to, protocol, name }) => ({
        from,
        to,
        protocol,
        name,
      })),
      sharedTables: addedBy(tableKey, sharedTables(current.system), before && sharedTables(before.system)),
      cycles: closed(cyclesOf(current.system), before ? cyclesOf(before.system) : []),
    },
  };
}

function fresh(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ state }) => state === 'new');
}

/** One of each that is new. */
function addedBy<T>(key: (item: T) => string, now: readonly T[], before: readonly T[] = []): T[] {
  const known = new Set(before.map(key));
  return [...new Map(now.map((item) => [key(item), item])).entries()].flatMap(([name, item]) => (known.has(name) ? [] : [item]));
}

function edgeKey({ from, to, protocol, name }: Edge): string {
  return [from, to, protocol, name].join('\0');
}

/** Another service at a table that was shared already is news too. */
function tableKey({ datastore, table, services }: SharedTable): string {
  return [datastore, table, ...services].join('\0');
}

function sharedTables({ datastores }: System): SharedTable[] {
  return datastores
    .filter(({ proven, role }) => proven && role === 'primary')
    .flatMap(({ id, accessors }) => {
      const uses = accessors.flatMap(({ service, tables }) => tables.map(({ table }) => ({ service, table })));
      return [...groupBy(uses, ({ table }) => table)].map(([table, all]) => ({
        datastore: id,
        table,
        services: [...new Set(all.map(({ service }) => service))].sort(compareText),
      }));
    })
    .filter(({ services }) => services.length > 1)
    .sort((a, b) => compareText(tableKey(a), tableKey(b)));
}

function cyclesOf({ edges }: System): string[][] {
  return knots(edges.filter(({ style, protocol }) => style === 'sync' && protocol !== 'proxy').map(({ from, to }) => [from, to]));
}

/** Circles that no earlier one held; one that grew is news, one that shrank is not. */
function closed(now: readonly (readonly string[])[], before: readonly (readonly string[])[]): (readonly string[])[] {
  return now.filter((cycle) => !before.some((known) => cycle.every((name) => known.includes(name))));
}
