import { analyze, type Analyzed } from '../analysis/analyze.js';
import type { Library } from '../analysis/libraries/define-library.js';
import { memoryDisk } from '../shared/memory-disk.js';

/** A whole system from files in memory, paths relative to its root: source, package.json, compose files, msa.yaml. */
export async function analyzeFiles(files: Readonly<Record<string, string>>, libraries: readonly Library[] = []): Promise<Analyzed> {
  const root = '/system';
  return analyze({ root, disk: memoryDisk(root, files), libraries });
}
