import type { LocalPackage, PathMapping, Unit } from '../../model/deployment.js';
import type { ModuleLinks } from '../../model/module-digest.js';
import { compareLocations } from '../../model/location.js';
import { remembered } from '../../model/remembered.js';
import type { ResolvedImport } from '../../model/system.js';
import { isInside, lineage } from '../../shared/paths.js';
import { libraryIndex, type Library } from './libraries.js';
import { contractTaker } from './typed-clients.js';
import { typeTaker } from './types.js';

export interface CrossingInput {
  readonly modules: ReadonlyMap<string, ModuleLinks>;
  readonly units: readonly Unit[];
  readonly packages: readonly LocalPackage[];
  readonly pathMappings?: readonly PathMapping[];
  /** Where an import leads: a file of the repository, or not. */
  readonly resolveImport: (from: string, specifier: string) => { readonly file: string } | object;
}

/** Imports that leave their unit's folder, found with our own resolver; few files have any. */
export function crossings({ modules, units, packages, pathMappings, resolveImport }: CrossingInput): ResolvedImport[] {
  const unitOf = ownerIndex(units);
  const libraryOf = libraryIndex({ packages, pathMappings, units });
  const takesTypes = typeTaker({ modules, resolveImport });
  const takesContract = contractTaker({ modules, resolveImport });
  const out: ResolvedImport[] = [];
  for (const [file, { imports }] of modules) {
    const unit = unitOf(file);
    if (unit === undefined) continue;
    for (const fact of imports) {
      const target = resolveImport(file, fact.from);
      if (!('file' in target)) continue;
      const owner = unitOf(target.file);
      if (owner === unit || (owner && isContract(fact.from, owner, packages))) continue;
      if (owner && takesContract(fact.names, target.file)) continue;
      const to = destination(target.file, { unit, owner, library: libraryOf(target.file) });
      if (to)
        out.push({
          file,
          target: target.file,
          typeOnly: fact.typeOnly === true,
          ...(takesTypes(fact.names, target.file) && { takesTypes: true }),
          at: { file, line: fact.line, column: fact.column },
          unit: unit.name,
          to,
        });
    }
  }
  return out.sort((a, b) => compareLocations(a.at, b.at));
}

/** What a package gives to others under a name of its own: its client, what it says to them. */
const CONTRACT = /^(?:[\w-]+\/)*(?:[\w-]+-)?(?:api|clients?|contracts?|dtos?|events?|protos?|schemas?|sdk|types?)$/;

/** `@shop/orders/client`, where the package of the service says so: who answers writes down how it is asked. */
function isContract(from: string, { path }: Owner, packages: readonly LocalPackage[]): boolean {
  const of = packages.find((one) => one.path === path && from.startsWith(`${one.name}/`));
  const subpath = of && from.slice(of.name.length + 1);
  return subpath !== undefined && Object.hasOwn(of?.subpaths ?? {}, subpath) && CONTRACT.test(subpath);
}

interface Ends {
  readonly unit: Owner;
  readonly owner: Owner | undefined;
  readonly library: Library | undefined;
}

function destination(target: string, { unit, owner, library }: Ends): ResolvedImport['to'] | undefined {
  if (owner === undefined) return library && { package: library.name, path: library.path };
  const common = commonFolder(target, unit, owner);
  return common === undefined ? { unit: owner.name } : { package: common, path: common };
}

/**
 * Around a service that lies in the folder of another one, what stands beside both is common:
 * a folder in which the outer one does not begin.
 */
function commonFolder(target: string, inner: Owner, outer: Owner): string | undefined {
  const prefix = outer.path === '.' ? '' : `${outer.path}/`;
  const [top = '', ...rest] = target.slice(prefix.length).split('/');
  const folder = `${prefix}${top}`;
  const isAround = inner.path !== outer.path && isInside(inner.path, outer.path);
  const isOuters = rest.length === 0 || top === 'src' || outer.entries.some((entry) => isInside(entry, folder));
  return isAround && !isOuters ? folder : undefined;
}

type Owner = Pick<Unit, 'name' | 'path' | 'sources' | 'excludes' | 'entries'>;

/** Innermost owner of a file. */
function ownerIndex(owners: readonly Owner[]): (file: string) => Owner | undefined {
  const sorted = [...owners].sort((a, b) => b.path.length - a.path.length);
  const bySource = new Map<string, number[]>();
  for (const [rank, { sources }] of sorted.entries())
    for (const source of new Set(sources)) bySource.set(source, [...(bySource.get(source) ?? []), rank]);
  return remembered((file) => {
    const around = lineage(file).flatMap((folder) => bySource.get(folder) ?? []);
    const owning = around.sort((a, b) => a - b).map((rank) => sorted[rank]);
    return owning.find((owner) => owner?.excludes.every((folder) => !isInside(file, folder)));
  });
}
