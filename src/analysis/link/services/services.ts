import type { Unit } from '../../../model/deployment.js';
import { compareLocations, type Location } from '../../../model/location.js';
import type { ModuleDigest } from '../../../model/module-digest.js';
import type { Operation, Service, TableDefinition } from '../../../model/system.js';
import { isInside, pathIndex } from '../../../shared/paths.js';
import type { Context } from '../context.js';
import { signalsOf, type LinkInput } from '../input.js';
import { uniqueOperations } from '../operations/operations.js';
import { isOwn } from '../paths.js';
import { prismaDefinitions, uniqueDefinitions } from './packages.js';

/** Tables that the code of a unit defines. */
interface DefinedIn {
  readonly defined: (unit: string) => readonly TableDefinition[];
}

/** The services of the system, in order of name; `told`: what documents say that a unit answers beside. */
export function servicesOf(
  context: Context,
  input: Pick<LinkInput, 'digests' | 'schemas'> & DefinedIn,
  told: (unit: string) => readonly Operation[],
): Service[] {
  const analysed = new Set(context.linked.map(({ unit }) => unit.name));
  const modulesOf = ownModules(input.digests);
  return context.directory.units.map((unit) => {
    const own = modulesOf(unit);
    const unread = unreadRoutes(context, unit);
    return {
      name: unit.name,
      path: unit.path,
      kind: context.kinds.get(unit.name) ?? 'service',
      language: unit.language,
      linesOfCode: own.reduce((sum, { linesOfCode }) => sum + linesOfCode, 0),
      files: own.length,
      at: unit.evidence[0]?.at ?? { file: unit.path, line: 1, column: 1 },
      evidence: unit.evidence,
      operations: [
        ...uniqueOperations(context.offered.get(unit.name) ?? []),
        ...(context.documented.get(unit.name) ?? []),
        ...told(unit.name),
      ],
      entities: entitiesOf(unit, input),
      analysed: analysed.has(unit.name),
      ...(unread.length > 0 && { unreadRoutes: unread }),
      ...(unit.team !== undefined && { team: unit.team }),
    };
  });
}

/** Each place once: a loop registers many routes at one. */
function unreadRoutes({ linked }: Context, unit: Unit): Location[] {
  const own = linked.find((one) => one.unit.name === unit.name);
  const places = own === undefined ? [] : signalsOf(own, 'unread-route').map(({ call }) => [call.site, call.at] as const);
  return [...new Map(places).values()].sort(compareLocations);
}

export function ownModules(digests: LinkInput['digests']): (unit: Unit) => ModuleDigest[] {
  const filesIn = pathIndex(digests.keys());
  return (unit) => [...new Set(unit.sources.flatMap(filesIn))].flatMap((file) => (isOwn(file, unit) ? (digests.get(file) ?? []) : []));
}

/** What it defines itself: entities of its own files, its Prisma schema, tables that its SQL files create. */
function entitiesOf(unit: Unit, { schemas, defined }: Pick<LinkInput, 'schemas'> & DefinedIn): TableDefinition[] {
  const created = schemas.sql.flatMap(({ file, tables }) =>
    tables.flatMap(({ name, schema, line, verb }) =>
      verb === 'create' ? { name: schema === undefined ? name : `${schema}.${name}`, at: { file, line, column: 1 } } : [],
    ),
  );
  const inFolder = [...prismaDefinitions(schemas), ...created].filter(
    ({ at }) => unit.path !== '.' && isInside(at.file, unit.path) && !unit.excludes.some((folder) => isInside(at.file, folder)),
  );
  return uniqueDefinitions([...defined(unit.name).filter(({ at }) => isOwn(at.file, unit)), ...inFolder]);
}
