import { isJobWorkload } from '../deployment-files/jobs.js';
import { bare } from '../deployment-files/names.js';
import { baseName, folderOf } from '../deployment-files/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import type { Candidate } from './candidate.js';
import type { Folders } from './folders.js';

/** A folder with a Dockerfile of its own. */
export function fromDocker(files: DeploymentFiles, folders: Folders): Candidate[] {
  const first = new Map<string, string>();
  for (const { file } of files.dockerfiles) if (!first.has(folderOf(file))) first.set(folderOf(file), file);
  return [...first]
    .filter(
      ([folder]) =>
        folder !== '.' &&
        folders.hasCode(folder) &&
        !folders.holdsMany(folder) &&
        (folders.packageAt(folder) !== undefined || !folders.hasSource(folder)),
    )
    .map(([path, file]) => ({
      path,
      source: 'dockerfile' as const,
      aliases: [],
      evidence: { at: { file, line: 1, column: 1 }, text: 'Dockerfile' },
    }));
}

export function fromKubernetes(files: DeploymentFiles, folders: Folders, found: readonly Candidate[]): Candidate[] {
  return files.kubernetes.workloads.flatMap((workload) => {
    const names = [workload.name, workload.container, baseName(workload.image).split(':')[0] ?? ''];
    const known = found.find((c) => names.some((n) => [baseName(c.path), ...c.aliases].some((a) => bare(a) === bare(n))));
    const path = known?.path ?? folders.byName(names);
    return path === undefined
      ? []
      : [
          {
            path,
            source: 'kubernetes' as const,
            ...(isJobWorkload(workload) && { job: true as const }),
            aliases: [workload.name.replace(/-depl(oyment)?$/, '')],
            evidence: { at: workload.at, text: `${workload.kind} ${workload.name}` },
          },
        ];
  });
}
