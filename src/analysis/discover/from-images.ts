import { baseName, folderOf } from '../deployment-files/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import type { Candidate } from './candidate.js';
import { bare, byName, hasCode, hasSource, holdsMany, packageAt } from './folders.js';

export function fromDocker(files: DeploymentFiles): Candidate[] {
  return files.dockerFolders
    .filter(
      (folder) =>
        folder !== '.' &&
        hasCode(files, folder) &&
        !holdsMany(files, folder) &&
        (packageAt(files, folder) !== undefined || !hasSource(files, folder)),
    )
    .map((path) => ({
      path,
      aliases: [],
      command: '',
      evidence: {
        at: { file: files.tree.files.find((f) => folderOf(f) === path && /Dockerfile/i.test(baseName(f))) ?? path, line: 1, column: 1 },
        text: 'Dockerfile',
      },
    }));
}

export function fromKubernetes(files: DeploymentFiles, found: readonly Candidate[]): Candidate[] {
  return files.kubernetes.workloads.flatMap((workload) => {
    const names = [workload.name, workload.container, baseName(workload.image).split(':')[0] ?? ''];
    const known = found.find((c) => names.some((n) => [baseName(c.path), ...c.aliases].some((a) => bare(a) === bare(n))));
    const path = known?.path ?? byName(files, names);
    return path === undefined
      ? []
      : [
          {
            path,
            aliases: [workload.name.replace(/-depl(oyment)?$/, '')],
            command: '',
            evidence: { at: workload.at, text: `${workload.kind} ${workload.name}` },
          },
        ];
  });
}
