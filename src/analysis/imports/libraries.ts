import type { LocalPackage, PathMapping, Unit } from '../../model/deployment.js';

/** Code of the repository that no unit owns: a package, what an alias of tsconfig names, or a plain folder. */
export interface Library {
  readonly name: string;
  readonly path: string;
}

interface Layout {
  readonly packages: readonly LocalPackage[];
  readonly pathMappings?: readonly PathMapping[] | undefined;
  readonly units: readonly Pick<Unit, 'path'>[];
}

/** The library that holds a file: the innermost package or alias that lies beside the units, not around them; else the outermost folder in which no unit is. */
export function libraryIndex({ packages, pathMappings = [], units }: Layout): (file: string) => Library | undefined {
  const isAround = ({ path }: Library): boolean => units.some((unit) => unit.path.startsWith(`${path}/`));
  const named = [...packages.map(({ name, path }) => ({ name, path })), ...pathMappings.flatMap(aliased)]
    .filter((library) => !isAround(library))
    .sort((a, b) => b.path.length - a.path.length);
  const known = new Map<string, Library | undefined>();
  return (file) => {
    if (!known.has(file)) known.set(file, named.find(({ path }) => file.startsWith(`${path}/`)) ?? plainFolder(file, units));
    return known.get(file);
  };
}

/** `"@shop/domain": ["libs/domain/src/index.ts"]` names the folder libs/domain. */
function aliased({ baseUrl, paths }: PathMapping): Library[] {
  return Object.entries(paths).flatMap(([name, [target]]) => {
    if (target === undefined || name.includes('*')) return [];
    const path = joined(baseUrl, target).replace(/(?:(?:^|\/)(?:src|lib))*(?:(?:^|\/)index)?(?:\.[cm]?[jt]sx?)?$/, '');
    return path === '' || path.startsWith('..') ? [] : [{ name, path }];
  });
}

/** Folders that hold libraries, and are none. */
const CONTAINERS = new Set(['libs', 'lib', 'packages', 'modules', 'common', 'shared', 'backend', 'server', 'src', 'services', 'apps']);

function plainFolder(file: string, units: Layout['units']): Library | undefined {
  const segments = file.split('/').slice(0, -1);
  const free = segments.findIndex((_, index) => {
    const folder = segments.slice(0, index + 1).join('/');
    return !units.some(({ path }) => path === folder || path.startsWith(`${folder}/`));
  });
  if (free < 0) return undefined;
  const isContainer = CONTAINERS.has(segments[free] ?? '') && free + 1 < segments.length;
  const path = segments.slice(0, free + (isContainer ? 2 : 1)).join('/');
  return { name: path, path };
}

function joined(base: string, target: string): string {
  const out: string[] = [];
  for (const segment of `${base}/${target}`.split('/')) {
    if (segment === '..') out.pop();
    else if (segment !== '.' && segment !== '') out.push(segment);
  }
  return out.join('/');
}
