import type { LocalPackage } from '../../../model/deployment.js';
import { env, lit } from '../../../model/residual.js';
import type { PrismaFile, PrismaModel, Schemas } from '../../../model/schema.js';
import type { OpenSignal } from '../../../model/signal.js';
import { once } from '../../../shared/once.js';
import { isInside, pathIndex } from '../../../shared/paths.js';
import { signalsOf, type LinkedUnit } from '../input.js';

/** The Prisma schema behind a client: the one it is generated from, else the unit's. */
export function prismaFiles(
  linked: LinkedUnit,
  schemas: Schemas,
  packages: readonly LocalPackage[],
): (of: Pick<OpenSignal, 'call'>) => PrismaFile | undefined {
  const sources = new Map(
    linked.program.generated.map(({ file, schema }) => [file, schemas.prisma.find((prisma) => prisma.file === schema)]),
  );
  const [only, ...others] = new Set(sources.values());
  const usual = once(() => (only !== undefined && others.length === 0 ? only : prismaFileOf(linked, schemas, packages)));
  return ({ call }) => sources.get(call.at.file) ?? usual();
}

/** Its own, that of a package whose code it uses, or the only one there is. */
function prismaFileOf(linked: LinkedUnit, { prisma }: Schemas, packages: readonly LocalPackage[]): PrismaFile | undefined {
  const { unit, program } = linked;
  const withSource = prisma.filter(({ provider, models }) => provider !== undefined || models.length > 0);
  if (withSource.length === 0) return undefined;
  const filesIn = pathIndex([...program.files, ...signalsOf(linked, 'open').map(({ call }) => call.at.file)]);
  const own = withSource.filter(({ file }) => isInside(file, unit.path) && !unit.excludes.some((folder) => isInside(file, folder)));
  const used = packages.filter(({ path }) => filesIn(path).length > 0);
  const shared = withSource.filter(({ file }) => used.some(({ path }) => isInside(file, path)));
  const found = own.length > 0 ? own : shared.length > 0 ? shared : withSource.length === 1 ? withSource : [];
  return found.find(({ provider }) => provider !== undefined) ?? found[0];
}

/** What `new PrismaClient()` opens: the schema names engine and URL, unless the constructor does. */
export function prismaOpen(open: OpenSignal, file: PrismaFile | undefined): OpenSignal {
  if (file === undefined) return open;
  const url = open.url ?? (file.urlEnv !== undefined ? env(file.urlEnv) : file.url !== undefined ? lit(file.url) : undefined);
  return { ...open, engine: file.provider ?? 'unknown', ...(url && { url }) };
}

export function tableOfModel({ schema, table }: Pick<PrismaModel, 'schema' | 'table'>): string {
  return schema === undefined ? table : `${schema}.${table}`;
}

/** Tables, each with those in which its rows need one. */
export function neededTables({ models }: PrismaFile): ReadonlyMap<string, readonly string[]> {
  const tables = new Map(models.map((model) => [model.name, tableOfModel(model)]));
  return new Map(models.map((model) => [tableOfModel(model), (model.needs ?? []).flatMap((name) => tables.get(name) ?? [])]));
}
