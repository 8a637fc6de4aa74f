import { createHash } from 'node:crypto';
import { builtinModules } from 'node:module';

import type { Discovery, LocalPackage, PathMapping } from '../../../model/deployment.js';
import type { ImportTarget, ModuleGraph, Modules } from '../../../model/module-graph.js';
import type { GeneratedCode } from '../../../model/schema.js';
import { once } from '../../../shared/once.js';
import { isInside, joinPath, pathIndex } from '../../../shared/paths.js';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json', '.d.ts'];
/** TypeScript's ESM convention: the specifier names the output, the source lies beside it. */
const SOURCE_OF: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.jsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};
const BUILTINS = new Set(builtinModules);

/** Editors import from the inside of packages that give the same from their root: `@nestjs/microservices/client/client-proxy`. */
const DEEP = /^(@nestjs\/[^/]+|typeorm)\/.+$/;
/** So is what was built of a package, as editors find it: `got/dist/source`, `axios/dist/node/axios.cjs`. */
const BUILT = /^((?:@[^/]+\/)?([^/@]+))\/(?:dist|lib|built?|esm|cjs|umd)(?:\/(?:esm|cjs|umd|node|browser|src|source|index|\2)(?:\.\w+)*)*$/;

export function moduleGraph(
  modules: Modules,
  discovery: Pick<Discovery, 'packages' | 'pathMappings'>,
  generated: readonly GeneratedCode[] = [],
): ModuleGraph {
  const packages = new Map(discovery.packages.map((p) => [p.name, p]));
  const mappings = [...(discovery.pathMappings ?? [])].sort((a, b) => b.folder.length - a.folder.length);
  // Evaluation asks again for every name of an import; files of one folder import the same.
  const targetOf = twice((from, specifier): ImportTarget => {
    const target = located(from.slice(0, Math.max(0, from.lastIndexOf('/'))), specifier);
    // `typeorm/index.ts` below a baseUrl means the package when it imports typeorm.
    return 'file' in target && target.file === from ? { package: specifier } : target;
  });
  const located = twice(locate);
  const inFolder = once(() => pathIndex(modules.keys()));

  function locate(folder: string, specifier: string): ImportTarget {
    if (/^\.{1,2}(\/|$)/.test(specifier)) {
      const path = joinPath(folder, specifier);
      const file = asFile(modules, path);
      return generatedAt(generated, [path]) ?? (file === undefined ? { missing: specifier } : { file });
    }
    if (specifier.startsWith('node:') || BUILTINS.has(specifier)) return { package: `node:${specifier.replace(/^node:/, '')}` };
    const made = generated.length > 0 ? generatedAt(generated, placesOf(specifier, folder)) : undefined;
    if (made) return made;
    const file = throughMappings(modules, mappings, folder, specifier) ?? throughPackages(modules, packages, specifier);
    return file === undefined ? { package: specifier.replace(DEEP, '$1').replace(BUILT, '$1') } : { file };
  }

  /** All paths that a bare specifier may stand for. */
  function placesOf(specifier: string, folder: string): string[] {
    const mapped = mappings.filter((m) => isInside(folder, m.folder)).flatMap((m) => mappedPaths(m, specifier));
    const own = packages.get(packageName(specifier));
    return [`node_modules/${specifier}`, ...mapped, ...(own ? packagePaths(own, specifier) : [])];
  }

  return {
    modules,
    ownFiles: ({ sources, excludes }) => ownFiles(inFolder(), sources, excludes),
    resolveImport: targetOf,
    layout: once(() => digest([[...modules.keys()], [...packages.values()], mappings, generated])),
  };
}

function ownFiles(inFolder: ReturnType<typeof pathIndex>, sources: readonly string[], excludes: readonly string[]): string[] {
  const files = [...new Set(sources.flatMap(inFolder))].filter((file) => !excludes.some((folder) => isInside(file, folder)));
  return sources.length > 1 ? files.sort() : files;
}

/** A function of two texts that remembers what it gave. */
function twice<T>(compute: (a: string, b: string) => T): (a: string, b: string) => T {
  const known = new Map<string, Map<string, T>>();
  return (a, b) => {
    let row = known.get(a);
    if (!row) known.set(a, (row = new Map<string, T>()));
    let found = row.get(b);
    if (found === undefined) row.set(b, (found = compute(a, b)));
    return found;
  };
}

function digest(layout: unknown): string {
  return createHash('sha1').update(JSON.stringify(layout)).digest('hex');
}

function generatedAt(generated: readonly GeneratedCode[], paths: readonly string[]): ImportTarget | undefined {
  const found = generated.find(({ folder }) => paths.some((path) => isInside(path, folder)));
  return found && { package: found.package, schema: found.schema };
}

function throughMappings(
  modules: ModuleGraph['modules'],
  mappings: readonly PathMapping[],
  folder: string,
  specifier: string,
): string | undefined {
  for (const mapping of mappings) {
    if (!isInside(folder, mapping.folder)) continue;
    const file = throughMapping(modules, mapping, specifier);
    if (file !== undefined) return file;
  }
  return undefined;
}

function throughMapping(modules: ModuleGraph['modules'], mapping: PathMapping, specifier: string): string | undefined {
  return firstFile(modules, mappedPaths(mapping, specifier));
}

function mappedPaths({ baseUrl, paths }: PathMapping, specifier: string): string[] {
  const mapped = Object.entries(paths).flatMap(([pattern, targets]) => {
    const star = pattern.indexOf('*');
    const [before, after] = star < 0 ? [pattern, ''] : [pattern.slice(0, star), pattern.slice(star + 1)];
    const fits = star < 0 ? specifier === pattern : specifier.startsWith(before) && specifier.endsWith(after);
    const hole = specifier.slice(before.length, specifier.length - after.length);
    return fits ? targets.map((target) => joinPath(baseUrl, target.replace('*', hole))) : [];
  });
  return [...mapped, joinPath(baseUrl, specifier)];
}

function throughPackages(
  modules: ModuleGraph['modules'],
  packages: ReadonlyMap<string, LocalPackage>,
  specifier: string,
): string | undefined {
  const name = packageName(specifier);
  const found = packages.get(name);
  if (!found) return undefined;
  const rest = specifier.slice(name.length + 1);
  if (rest === '') return found.main ?? firstFile(modules, packagePaths(found, specifier));
  return found.subpaths[rest] ?? found.subpaths[`./${rest}`] ?? firstFile(modules, packagePaths(found, specifier));
}

function packagePaths({ name, path }: LocalPackage, specifier: string): string[] {
  const rest = specifier.slice(name.length + 1);
  const places = rest === '' ? ['src/index', 'index'] : [rest, `src/${rest}`, rest.replace(/^(dist|lib|build)\//, 'src/')];
  return places.map((place) => joinPath(path, place));
}

function packageName(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
}

function firstFile(modules: ModuleGraph['modules'], paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const file = asFile(modules, path);
    if (file !== undefined) return file;
  }
  return undefined;
}

function asFile(modules: ModuleGraph['modules'], path: string): string | undefined {
  if (modules.has(path)) return path;
  const dot = path.lastIndexOf('.');
  const extension = dot > path.lastIndexOf('/') ? path.slice(dot) : '';
  for (const source of Object.hasOwn(SOURCE_OF, extension) ? (SOURCE_OF[extension] ?? []) : []) {
    const file = path.slice(0, dot) + source;
    if (modules.has(file)) return file;
  }
  for (const end of EXTENSIONS) if (modules.has(path + end)) return path + end;
  const index = path === '.' ? 'index' : `${path}/index`;
  for (const end of EXTENSIONS) if (modules.has(index + end)) return index + end;
  return undefined;
}
