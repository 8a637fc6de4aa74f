import { baseName, folderOf } from '../../shared/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import { isInGroup } from '../deployment-files/sandboxes.js';
import type { Candidate } from './candidate.js';
import type { Folders } from './folders.js';

/** Files that describe what is built, each in its language. */
const BUILDS =
  /^(pom\.xml|build\.gradle(\.kts)?|go\.mod|requirements\.txt|pyproject\.toml|Pipfile|composer\.json|Cargo\.toml|Gemfile|mix\.exs)$|\.(cs|fs)proj$/;

const LIBRARIES = /^(common|shared|core|libs?|utils?|protos?|contracts?|pkg)$/i;

/** What lies among services and is built in another language is one too: others call it. */
export function fromLanguages({ files }: DeploymentFiles, folders: Folders, found: readonly Candidate[]): Candidate[] {
  const groups = new Set(found.map(({ path }) => folderOf(path)));
  const seen = new Set<string>();
  return files.flatMap((file) => {
    const path = folderOf(file);
    const isNew = BUILDS.test(baseName(file)) && !seen.has(path) && !folders.packageAt(path) && !LIBRARIES.test(baseName(path));
    if (!isNew || !isInGroup(path) || !groups.has(folderOf(path))) return [];
    seen.add(path);
    return [{ path, source: 'package' as const, aliases: [], evidence: { at: { file, line: 1, column: 1 }, text: baseName(file) } }];
  });
}
