import type { LocalPackage } from '../../model/deployment.js';
import { compareText } from '../../model/location.js';
import type { Package } from '../deployment-files/packages.js';
import { below } from '../../shared/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import type { Tree } from '../deployment-files/tree.js';

/** Every package of the repository by its import name; a name that two packages carry means neither. */
export function localPackages({ tree, packages }: Pick<DeploymentFiles, 'tree' | 'packages'>): LocalPackage[] {
  const carriers = new Map<string, number>();
  for (const { name } of packages) if (name !== undefined) carriers.set(name, (carriers.get(name) ?? 0) + 1);
  return packages
    .filter((p) => p.name !== undefined && p.folder !== '.' && carriers.get(p.name) === 1)
    .map((p) => ({ name: p.name ?? '', path: p.folder, subpaths: subpaths(tree, p), ...mainOf(tree, p) }))
    .sort((a, b) => compareText(a.name, b.name));
}

function mainOf(tree: Tree, p: Package): { readonly main?: string } {
  const given = [p.exports['.'], p.main, 'src/index', 'index', 'src/main', 'lib/index'].filter((f): f is string => f !== undefined);
  const main = given.map((file) => sourceOf(tree, p.folder, file)).find((f) => f !== undefined);
  return main === undefined ? {} : { main };
}

function subpaths(tree: Tree, p: Package): Record<string, string> {
  return Object.fromEntries(
    Object.entries(p.exports).flatMap(([key, target]) => {
      const file = key === '.' ? undefined : sourceOf(tree, p.folder, target);
      return file === undefined ? [] : [[key.replace(/^\.\//, ''), file]];
    }),
  );
}

/** The source behind an output path: `dist/index.js` is `src/index.ts` or `index.ts`, where the output is committed too; `lib` may be source. */
function sourceOf(tree: Tree, folder: string, target: string): string | undefined {
  const plain = target.replace(/^\.\//, '').replace(/\.d\.[mc]?ts$|\.[mc]?[jt]sx?$/, '');
  const source = plain.replace(/^(dist|build|lib|out)\/(cjs\/|esm\/|src\/)?/, 'src/');
  const beside = plain.replace(/^(dist|build|lib|out)\/(cjs\/|esm\/)?/, '');
  const bases = plain.startsWith('lib/') ? [source, plain, beside] : [source, beside, plain];
  return bases.flatMap((b) => ['.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs'].map((e) => below(folder, b + e))).find((f) => tree.has(f));
}
