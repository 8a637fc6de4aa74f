import path from 'node:path';

import type { ResolvedImport } from '../../model/system.js';
import { bytesOf, type Disk, realDisk } from '../../shared/disk.js';
import { folderOf } from '../../shared/paths.js';

/**
 * Lets dependency-cruiser judge the imports that lead into another service: whether TypeScript keeps them, or they are only for
 * types (a name that is a type needs no word that says so). Loaded only when there is something to judge (it costs 0.7 s to import). It reads no tsconfig: what it
 * cannot follow without (path aliases, workspace names) we have resolved already, and our own verdict of it stands. So it does for
 * a file that is another in the state that is analysed than on the disk.
 */
export async function judge(root: string, found: readonly ResolvedImport[], disk: Disk = realDisk): Promise<ResolvedImport[]> {
  const imports = found.map((i) => ({ ...i, typeOnly: i.typeOnly || i.takesTypes === true }));
  const suspects = imports.filter((i) => 'unit' in i.to);
  const files = [...new Set(suspects.map((i) => i.file))].filter((file) => isThere(disk, path.join(root, file)));
  if (files.length === 0) return imports;
  askWhatIsInstalled(disk.working ?? disk, root, files);
  const verdicts = await cruised(root, files);
  return imports.map((i) => {
    const typeOnly = verdicts.get(`${i.file}\0${i.target}`);
    return typeOnly === undefined || i.takesTypes || !('unit' in i.to) ? i : { ...i, typeOnly };
  });
}

/** dependency-cruiser reads them itself: what they hold is asked for, so that who remembers knows of it. */
function isThere(disk: Disk, file: string): boolean {
  const shown = bytesOf(disk, file);
  const real = disk.working === undefined ? shown : bytesOf(disk.working, file);
  return shown !== undefined && real !== undefined && Buffer.compare(shown, real) === 0;
}

/** What npm, Yarn and pnpm write down of what they installed. */
const INSTALLED = ['.package-lock.json', '.yarn-integrity', '.yarn-state.yml', '.modules.yaml'];

/** dependency-cruiser looks for packages itself: who remembers what was read must know when others are there. */
function askWhatIsInstalled(disk: Disk, root: string, files: readonly string[]): void {
  const folders = new Set<string>();
  for (const file of files) for (let at = folderOf(file); !folders.has(at); at = folderOf(at)) folders.add(at);
  for (const folder of folders) {
    const modules = path.join(root, folder, 'node_modules');
    if (disk.look(modules)) for (const name of INSTALLED) bytesOf(disk, path.join(modules, name));
  }
}

/** `file\0target` → only for types. */
async function cruised(root: string, files: readonly string[]): Promise<Map<string, boolean>> {
  const { cruise } = await import('dependency-cruiser');
  const { output } = await cruise(
    [...files],
    {
      baseDir: root,
      parser: 'tsc',
      tsPreCompilationDeps: true,
      doNotFollow: { path: '.*' },
    },
    { extensions: ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'] },
  );
  const verdicts = new Map<string, boolean>();
  if (typeof output === 'string') return verdicts;
  for (const module of output.modules) {
    for (const dependency of module.dependencies.filter((d) => !d.couldNotResolve)) {
      const key = `${module.source}\0${dependency.resolved}`;
      const typeOnly = dependency.dependencyTypes.includes('type-only');
      verdicts.set(key, (verdicts.get(key) ?? true) && typeOnly);
    }
  }
  return verdicts;
}
