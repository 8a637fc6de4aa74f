import { isJobService, isJobWorkload } from '../deployment-files/jobs.js';
import { bare, endsWithName } from '../deployment-files/names.js';
import { groupBy } from '../../shared/group-by.js';
import { baseName, folderOf, isInside } from '../../shared/paths.js';
import { selects } from '../deployment-files/kubernetes/workloads.js';
import type { Workload } from '../deployment-files/kubernetes/read.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import type { Candidate } from './candidate.js';
import type { Folders } from './folders.js';

/** A folder with a Dockerfile of its own. */
export function fromDocker(files: DeploymentFiles, folders: Folders): Candidate[] {
  const built = groupBy(
    files.composes.flatMap(({ services }) => services),
    ({ dockerfile }) => dockerfile ?? '',
  );
  // Every compose service that it is built for runs once and ends: a migration out of the package of the tables.
  const isForJobs = (dockerfile: string): boolean => built.get(dockerfile)?.every(isJobService) ?? false;
  const first = new Map<string, string>();
  for (const { file } of files.dockerfiles) {
    const folder = builtBy(files, folders, file);
    if (!first.has(folder)) first.set(folder, file);
  }
  return [...first]
    .filter(
      ([folder]) =>
        folder !== '.' &&
        !BASE_IMAGE.test(folder) &&
        !BUILDS.test(baseName(folder)) &&
        folders.hasCode(folder) &&
        !folders.holdsMany(folder) &&
        (folders.packageAt(folder) !== undefined || !folders.hasSource(folder)),
    )
    .map(([path, file]) => ({
      path,
      source: 'dockerfile' as const,
      ...(isForJobs(file) && { job: true as const }),
      aliases: [],
      evidence: { at: { file, line: 1, column: 1 }, text: 'Dockerfile' },
    }));
}

/** Others are built on top of it. */
const BASE_IMAGE = /(?:^|[/-])base[-_]?image$/i;
/** Folders that only hold how what lies beside them is built. */
const BUILDS = /^(?:build|\.?docker|dockerfiles?|deploy|deployment)$/i;

/** Where its code is: beside it, or in the package beside its folder `build`; several are told apart by the name: `build/mail.dockerfile`. */
function builtBy({ packages }: DeploymentFiles, folders: Folders, file: string): string {
  const own = folderOf(file);
  const whole = folderOf(own);
  if (!BUILDS.test(baseName(own)) || whole === '.' || folders.packageAt(own) !== undefined) return own;
  const name =
    baseName(file)
      .replace(/\.?(?:docker|container)file.*$/i, '')
      .split('.')[0] ?? '';
  const named = packages.find(({ folder }) => isInside(folder, whole) && baseName(folder) === name)?.folder;
  return [named, whole, `${whole}/src`].find((folder) => folder !== undefined && folders.packageAt(folder) !== undefined) ?? own;
}

export function fromKubernetes(files: DeploymentFiles, folders: Folders, found: readonly Candidate[]): Candidate[] {
  return files.kubernetes.environments.flatMap(({ workloads, services }) =>
    workloads.flatMap((workload) => {
      const path = folderOfWorkload(folders, found, workload);
      if (path === undefined) return [];
      const hosts = services.filter((service) => selects(service, workload)).map(({ name }) => name);
      return [
        {
          path,
          source: 'kubernetes' as const,
          ...(isJobWorkload(workload) && { job: true as const }),
          aliases: [workload.name.replace(/-depl(oyment)?$/, ''), ...hosts, ...(workload.appId === undefined ? [] : [workload.appId])],
          evidence: { at: workload.at, text: `${workload.kind} ${workload.name}` },
        },
      ];
    }),
  );
}

/** By the names of the workload, its container and its image: a candidate that has one, else a folder. */
function folderOfWorkload(folders: Folders, found: readonly Candidate[], { name, container, image }: Workload): string | undefined {
  const own = baseName(image).replace(/[:@].*$/s, '');
  const names = [name, container, own];
  const wanted = new Set(names.map(bare));
  const known = found.find((c) => [baseName(c.path), ...c.aliases].some((alias) => wanted.has(bare(alias))));
  return known?.path ?? folders.byName(names) ?? released(folders, own, [name, container]);
}

/** Both the image and the workload are named after it, with the name of the release in front: `shop-orders`. */
function released(folders: Folders, image: string, names: readonly string[]): string | undefined {
  const ends = [...image.matchAll(/[-_]/g)].map(({ index }) => image.slice(index + 1));
  const common = ends.filter((end) => names.some((name) => endsWithName(name, end)));
  return common.map((end) => folders.byName([end])).find((folder) => folder !== undefined);
}
