import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { ResolvedImport } from '../../model/system.js';

/**
 * Lets dependency-cruiser judge the imports that lead into another service: it alone says whether the import is really there,
 * and whether only for types. Loaded only when there is something to judge (it costs 0.7 s to import).
 * An import it cannot resolve (an alias of a bundler) keeps our own verdict.
 */
export async function judge(root: string, imports: readonly ResolvedImport[]): Promise<ResolvedImport[]> {
  const suspects = imports.filter((i) => 'unit' in i.to);
  if (suspects.length === 0) return [...imports];
  const verdicts = await cruised(root, [...new Set(suspects.map((i) => i.file))]);
  return imports.map((i) => {
    const typeOnly = verdicts.get(`${i.file}\0${i.target}`);
    return typeOnly === undefined || !('unit' in i.to) ? i : { ...i, typeOnly };
  });
}

/** `file\0target` → only for types. */
async function cruised(root: string, files: readonly string[]): Promise<Map<string, boolean>> {
  const { cruise } = await import('dependency-cruiser');
  const tsConfig = ['tsconfig.base.json', 'tsconfig.json'].find((name) => existsSync(join(root, name)));
  const { output } = await cruise(
    [...files],
    {
      baseDir: root,
      parser: 'tsc',
      tsPreCompilationDeps: true,
      doNotFollow: { path: '.*' },
      ...(tsConfig && { tsConfig: { fileName: tsConfig } }),
    },
    { extensions: ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'] },
  );
  const verdicts = new Map<string, boolean>();
  if (typeof output === 'string') return verdicts;
  for (const module of output.modules) {
    for (const dependency of module.dependencies) {
      const key = `${module.source}\0${dependency.resolved}`;
      const typeOnly = dependency.dependencyTypes.includes('type-only');
      verdicts.set(key, (verdicts.get(key) ?? true) && typeOnly);
    }
  }
  return verdicts;
}
