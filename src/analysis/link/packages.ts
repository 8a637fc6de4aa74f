import type { LocalPackage } from '../../model/deployment.js';
import { compareLocations, compareText, type Location } from '../../model/location.js';
import type { SharedPackage, TableDefinition } from '../../model/system.js';
import type { Context } from './context.js';
import { placesIn } from './context.js';
import { isDomainPackage, logicIn } from './domain-logic.js';
import { signalsOf, type LinkInput } from './input.js';
import { places } from './meeting.js';
import { isInside } from './paths.js';
import { definitionOf } from './store-tables.js';

/** Libraries of the repository that services use: what of the domain they hold. */
export function sharedPackages(context: Context, input: Pick<LinkInput, 'discovery' | 'imports' | 'schemas' | 'modules'>): SharedPackage[] {
  const services = new Set(context.directory.units.map(({ name }) => name));
  const units = input.discovery.units.map(({ path }) => path).filter((path) => path !== '.');
  return input.discovery.packages
    .filter(({ path }) => !units.includes(path))
    .flatMap((pkg) => {
      const users = usersOf(pkg, input, services);
      return users.length === 0 ? [] : [{ name: pkg.name, path: pkg.path, users, ...contentOf(context, pkg, input) }];
    })
    .sort((a, b) => compareText(a.name, b.name) || compareText(a.path, b.path));
}

/** Types alone are gone at run time: who imports nothing else does not use it. */
function usersOf(pkg: LocalPackage, { imports }: Pick<LinkInput, 'imports'>, services: ReadonlySet<string>): SharedPackage['users'] {
  const users = imports.filter(({ to, typeOnly, unit }) => 'package' in to && to.package === pkg.name && !typeOnly && services.has(unit));
  const first = new Map<string, Location>();
  for (const { unit, at } of [...users].sort((a, b) => compareLocations(a.at, b.at))) if (!first.has(unit)) first.set(unit, at);
  return [...first].map(([service, at]) => ({ service, at })).sort((a, b) => compareText(a.service, b.service));
}

function contentOf(
  context: Context,
  pkg: LocalPackage,
  { schemas, modules }: Pick<LinkInput, 'schemas' | 'modules'>,
): Pick<SharedPackage, 'entities' | 'dataAccess' | 'logic'> {
  const inside = (at: Location): boolean => isInside(at.file, pkg.path);
  const fromCode = context.linked.flatMap((linked) => {
    const [place] = placesIn(context.places, linked.unit);
    return place === undefined ? [] : signalsOf(linked, 'entity').flatMap((entity) => definitionOf(entity, place) ?? []);
  });
  const entities = uniqueDefinitions([...fromCode, ...prismaDefinitions(schemas)].filter(({ at }) => inside(at)));
  const access = context.linked.flatMap((linked) =>
    [...signalsOf(linked, 'open'), ...signalsOf(linked, 'access')].map(({ call }) => call.at),
  );
  const own = [...modules.values()].filter(({ file }) => isInside(file, pkg.path));
  return {
    entities,
    dataAccess: places(access.filter(inside)),
    logic: own
      .flatMap((module) => logicIn(module, { entities, isDomain: isDomainPackage(pkg) }))
      .sort((a, b) => compareLocations(a.at, b.at)),
  };
}

/** Models of Prisma schemas, as tables. */
export function prismaDefinitions({ prisma }: LinkInput['schemas']): TableDefinition[] {
  return prisma.flatMap(({ file, provider, models }) =>
    models.map(({ table, schema, line }) => ({
      name: schema === undefined ? table : `${schema}.${table}`,
      at: { file, line, column: 1 },
      ...(provider !== undefined && { engine: provider === 'postgresql' ? 'postgres' : provider }),
    })),
  );
}

export function uniqueDefinitions(list: readonly TableDefinition[]): TableDefinition[] {
  const unique = new Map(list.map((one) => [JSON.stringify([one.name, one.at.file, one.at.line]), one]));
  return [...unique.values()].sort((a, b) => compareText(a.name, b.name) || compareLocations(a.at, b.at));
}
