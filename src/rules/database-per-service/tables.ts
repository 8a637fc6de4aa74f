import { compareText, type Location } from '../../model/location.js';
import type { System, TableAccess } from '../../model/system.js';
import { groupBy } from '../../shared/group-by.js';
import type { Database, DatabaseAccessor } from '../databases.js';
import { databasesByService, servicesByName } from '../services.js';

/** A table of one database: who works on it and who defines it. */
export interface Table {
  /** `schema.table` where the schema is known, as written first. */
  readonly name: string;
  readonly schema?: string;
  readonly base: string;
  readonly accesses: readonly Access[];
  readonly definitions: readonly { readonly service: string; readonly at: Location }[];
}

export interface Access extends TableAccess {
  readonly service: string;
  /** In code of a package that others may use too: it does not tell whose the table is. */
  readonly isShared: boolean;
}

interface Named extends Access {
  readonly schema: string | undefined;
  readonly base: string;
}

/**
 * The tables that code works on. `orders` without a schema is the one `sales.orders` there is; where several schemas
 * have such a table it could be any of them and is left out.
 */
export function tablesOf(database: Database, system: System): Table[] {
  const common = commonPlaces(database);
  const isInPackage = ({ file }: Location): boolean => system.packages.some(({ path }) => file.startsWith(`${path}/`));
  const named = database.accessors.flatMap((accessor) =>
    accessor.tables
      .filter(({ at }) => !common.has(place(at)))
      .map((access) => ({ ...name(access, accessor), isShared: isInPackage(access.at) })),
  );
  return [...groupBy(named, ({ base }) => base).values()]
    .flatMap((sameBase) => bySchema(sameBase))
    .map((accesses) => tableOf(accesses, database, system))
    .sort((a, b) => compareText(a.name, b.name));
}

/** Code that several services run, in a package that they share: it tells of none of them that the table is theirs, or another's. */
function commonPlaces({ accessors }: Database): ReadonlySet<string> {
  const users = new Map<string, string>();
  const common = new Set<string>();
  for (const { service, tables } of accessors) {
    for (const key of tables.map(({ at }) => place(at))) {
      if ((users.get(key) ?? service) !== service) common.add(key);
      users.set(key, service);
    }
  }
  return common;
}

function place({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}

/** Parts of a table's name, unquoted and in lower case. */
export function tableName(text: string): { readonly schema: string | undefined; readonly base: string } {
  const parts = text
    .replaceAll(/["'`[\]]/g, '')
    .toLowerCase()
    .split('.');
  return { schema: parts.at(-2), base: parts.at(-1) ?? '' };
}

function name(access: TableAccess, { service, schemas }: DatabaseAccessor): Omit<Named, 'isShared'> {
  const { schema, base } = tableName(access.table);
  return { ...access, service, base, schema: schema ?? onlyOne(schemas) };
}

function onlyOne(schemas: readonly string[]): string | undefined {
  return schemas.length === 1 ? schemas[0]?.toLowerCase() : undefined;
}

function bySchema(accesses: readonly Named[]): Named[][] {
  const known = new Set(accesses.flatMap(({ schema }) => schema ?? []));
  if (known.size <= 1) return [[...accesses]];
  return [
    ...groupBy(
      accesses.filter(({ schema }) => schema !== undefined),
      ({ schema }) => schema ?? '',
    ).values(),
  ];
}

function tableOf(accesses: readonly Named[], database: Database, system: System): Table {
  const schema = accesses.find((access) => access.schema !== undefined)?.schema;
  const base = accesses[0]?.base ?? '';
  return {
    name: schema === undefined ? base : `${schema}.${base}`,
    ...(schema === undefined ? {} : { schema }),
    base,
    accesses,
    definitions: definitions({ schema, base }, database, system),
  };
}

function definitions(
  table: { schema: string | undefined; base: string },
  { engine, accessors }: Database,
  system: System,
): Table['definitions'] {
  const services = servicesByName(system);
  return accessors.flatMap((accessor) => {
    const { service, schemas } = accessor;
    if (isCopied(table.base, accessor, engine, system)) return [];
    return (services.get(service)?.entities ?? []).flatMap((entity) => {
      if (entity.engine !== undefined && entity.engine !== engine) return [];
      const named = tableName(entity.name);
      const schema = named.schema ?? onlyOne(schemas);
      const isSame = named.base === table.base && (schema === undefined || table.schema === undefined || schema === table.schema);
      return isSame ? [{ service, at: entity.at }] : [];
    });
  });
}

/** What it writes in another database and at most reads in this one: the table that it defines is its copy there. */
function isCopied(base: string, { service, tables }: DatabaseAccessor, engine: string, system: System): boolean {
  const isWrite = ({ access, table }: TableAccess): boolean => access === 'write' && tableName(table).base === base;
  const others = databasesByService(system).get(service) ?? [];
  return !tables.some(isWrite) && others.some(({ store, accessor }) => store.engine === engine && accessor.tables.some(isWrite));
}
