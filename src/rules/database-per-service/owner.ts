import { namesStore } from '../../model/store-names.js';
import type { Declared } from '../../model/system.js';
import type { Database } from '../databases.js';
import { declaredOwner } from '../declared.js';
import { type Table, tableName } from './tables.js';

export interface Owner {
  readonly service: string;
  /** Nobody else could be taken for the owner. */
  readonly sure: boolean;
  /** Only by how often each writes. */
  readonly isGuessed?: true;
  readonly because: string;
}

/** The manifest decides; else the service that defines the table; among several (or none) the one that clearly writes most. */
export function ownerOf(table: Table, database: Database, declared: Declared | undefined): Owner | undefined {
  const said = declaredTableOwner(table, database, declared) ?? declaredOwner(declared, database);
  if (said !== undefined) return { service: said, sure: true, because: `${declared?.file ?? 'the manifest'} says so` };

  const writes = writesByService(table);
  const definers = [...new Set(table.definitions.map(({ service }) => service))];
  const [definer] = definers;
  if (definer !== undefined && definers.length === 1) {
    return { service: definer, sure: (writes.get(definer) ?? 0) >= mostOfOthers(writes, definer), because: 'it defines the table' };
  }
  return greatestWriter(writes, definers);
}

function declaredTableOwner(table: Table, database: Database, declared: Declared | undefined): string | undefined {
  return declared?.services.find(({ owns = [] }) => owns.some(({ name }) => isTable(name, table, database)))?.name;
}

/** `table`, `schema.table` or `datastore.table`. */
function isTable(text: string, table: Table, database: Database): boolean {
  const { schema, base } = tableName(text);
  if (base !== table.base) return false;
  return schema === undefined || schema === table.schema || namesStore(text.slice(0, text.lastIndexOf('.')), database);
}

/** In code of its own: who writes through a common package may do so on behalf of another. */
function writesByService({ accesses }: Table): Map<string, number> {
  const writes = new Map<string, number>();
  for (const { service, access, isShared } of accesses)
    if (access === 'write' && !isShared) writes.set(service, (writes.get(service) ?? 0) + 1);
  return writes;
}

function mostOfOthers(writes: ReadonlyMap<string, number>, service: string): number {
  return Math.max(0, ...[...writes].map(([name, count]) => (name === service ? 0 : count)));
}

/** Who does not write it more than all others together is one of many; less than twice the writes of the next one is doubtful. */
function greatestWriter(writes: ReadonlyMap<string, number>, definers: readonly string[]): Owner | undefined {
  const candidates = [...writes].filter(([name]) => definers.length === 0 || definers.includes(name));
  const greatest = Math.max(0, ...candidates.map(([, count]) => count));
  const all = [...writes.values()].reduce((sum, count) => sum + count, 0);
  const [first] = candidates.filter(([, count]) => count === greatest && 2 * count > all);
  if (first === undefined) return undefined;
  return { service: first[0], sure: greatest >= 2 * mostOfOthers(writes, first[0]), because: 'it writes it most', isGuessed: true };
}
