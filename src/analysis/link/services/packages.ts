import { compareLocations, compareText, type Location } from '../../../model/location.js';
import type { ModuleDigest } from '../../../model/module-digest.js';
import { remembered } from '../../../model/remembered.js';
import type { PackageUser, SharedPackage, TableDefinition } from '../../../model/system.js';
import { groupBy } from '../../../shared/group-by.js';
import { baseName, isInside } from '../../../shared/paths.js';
import type { Context } from '../context.js';
import type { LinkInput } from '../input.js';
import { places } from '../meeting.js';
import { isOwn } from '../paths.js';
import { isDomainPackage, logicIn } from './domain-logic.js';

/** What the code does that services use, wherever it lies. */
interface Done {
  readonly definitions: readonly TableDefinition[];
  readonly touches: readonly Location[];
  readonly writes: readonly Location[];
}

/** Whose code a service reaches; undefined: it is not read. */
type FilesOf = (service: string) => readonly string[] | undefined;

interface PackagesInput extends Pick<LinkInput, 'discovery' | 'imports' | 'schemas' | 'digests'> {
  /** Of each unit. */
  readonly done: readonly Done[];
  readonly filesOf: FilesOf;
}

/** Libraries of the repository that services use: what of the domain they hold. */
export function sharedPackages(context: Context, input: PackagesInput): SharedPackage[] {
  const units = input.discovery.units.map(({ path }) => path).filter((path) => path !== '.');
  const all = allOf(input);
  return [...groupBy(usesOf(context, input), ({ path }) => path).values()]
    .flatMap((uses) => {
      const [first] = uses;
      if (first === undefined || units.includes(first.path)) return [];
      const { name, path } = first;
      const content = contentOf({ name, path }, { ...all, discovery: input.discovery });
      return [{ name, path, users: usersOf(uses).map((user) => reaching(user, content, input)), ...content }];
    })
    .sort((a, b) => compareText(a.name, b.name) || compareText(a.path, b.path));
}

interface Use {
  readonly name: string;
  readonly path: string;
  readonly service: string;
  readonly at: Location;
}

/** Types alone are gone at run time: who imports nothing else does not use it. */
function usesOf({ directory }: Context, { imports }: Pick<LinkInput, 'imports'>): Use[] {
  const services = new Set(directory.units.map(({ name }) => name));
  return imports
    .flatMap(({ to, typeOnly, unit, at }) =>
      'package' in to && !typeOnly && services.has(unit) ? [{ name: to.package, path: to.path, service: unit, at }] : [],
    )
    .sort((a, b) => compareLocations(a.at, b.at));
}

/** The first import of each service. */
function usersOf(uses: readonly Use[]): SharedPackage['users'] {
  return [...groupBy(uses, ({ service }) => service).values()]
    .flatMap((same) => same.slice(0, 1).map(({ service, at }) => ({ service, at })))
    .sort((a, b) => compareText(a.service, b.service));
}

type Content = Pick<SharedPackage, 'entities' | 'dataAccess' | 'logic'>;

/** A package of many things is used for some of them: where the domain is code, what a service reaches tells. */
function reaching(user: PackageUser, content: Content, { digests, filesOf }: PackagesInput): PackageUser {
  const domain = new Set([...content.entities, ...content.logic].map(({ at }) => at.file));
  const reached = filesOf(user.service);
  if (domain.size === 0 || reached === undefined || [...domain].some((file) => !digests.has(file))) return user;
  return reached.some((file) => domain.has(file)) ? user : { ...user, besidesDomain: true };
}

/** What lies in some package or other, found once for all of them. */
interface All extends Done {
  readonly logic: readonly (readonly [file: string, classes: ModuleDigest['logic']])[];
}

function allOf({ done, digests, schemas }: PackagesInput): All {
  return {
    definitions: [...done.flatMap(({ definitions }) => definitions), ...prismaDefinitions(schemas)],
    touches: done.flatMap(({ touches }) => touches),
    writes: done.flatMap(({ writes }) => writes),
    logic: [...digests].flatMap(([file, { logic }]) => (logic.length > 0 ? [[file, logic] as const] : [])),
  };
}

function contentOf(pkg: Pick<SharedPackage, 'name' | 'path'>, all: All & Pick<PackagesInput, 'discovery'>): Content {
  // What belongs to a service in a folder below is that service's.
  const below = all.discovery.units.filter(({ path }) => isInside(path, pkg.path));
  const holds = remembered((file: string) => isInside(file, pkg.path) && !below.some((unit) => isOwn(file, unit)));
  const inside = (at: Location): boolean => holds(at.file);
  const entities = uniqueDefinitions(all.definitions.filter(({ at }) => inside(at)));
  return {
    entities,
    dataAccess: places(all.touches.filter(inside)),
    logic: [
      ...all.logic.flatMap(([file, logic]) => (holds(file) ? logicIn({ file, logic }, { entities, isDomain: isDomainPackage(pkg) }) : [])),
      ...(entities.length === 0 ? changes(all.writes.filter(inside)) : []),
    ].sort((a, b) => compareLocations(a.at, b.at)),
  };
}

/** Modules of functions that change tables which are not the package's own: the first change of each. */
function changes(written: readonly Location[]): SharedPackage['logic'] {
  return [...groupBy(places(written), ({ file }) => file)].flatMap(([file, [at]]) =>
    at === undefined ? [] : { name: baseName(file).replace(/\.\w+$/, ''), at },
  );
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
