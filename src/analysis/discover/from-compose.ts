import type { ComposeService } from '../deployment-files/compose.js';
import { isJobService } from '../deployment-files/jobs.js';
import { folderOf } from '../deployment-files/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import type { Candidate } from './candidate.js';
import type { Folders } from './folders.js';

export function fromCompose(files: DeploymentFiles, folders: Folders): Candidate[] {
  return files.composes.flatMap((compose) =>
    compose.services.flatMap((service) => {
      const path = folderOfService(files, folders, service);
      if (path === undefined) return [];
      return [
        {
          path,
          source: 'compose' as const,
          aliases: [...service.hosts],
          ...(isJobService(service) && { job: true as const }),
          evidence: { at: service.at, text: `service ${service.name} of ${compose.file}` },
          ...(path === '.' && { name: service.name }),
        },
      ];
    }),
  );
}

/** Where the code of a compose service is: its build, else what is mounted, else a folder of its name. */
function folderOfService(files: DeploymentFiles, folders: Folders, service: ComposeService): string | undefined {
  const { context, dockerfile, mounts, image } = service;
  const built = context !== undefined;
  const options = [dockerfile && folderOf(dockerfile), context, ...mounts].filter((f): f is string => f !== undefined);
  const usable = options.find((folder) => isUsable(files, folders, folder));
  if (usable !== undefined) return usable;
  if (!built && mounts.length === 0) return undefined;
  if (!built && image !== undefined && !/node|bun|deno/.test(image)) return undefined;
  const words = [
    service.name,
    ...Object.values(service.args),
    service.target ?? '',
    ...service.command.split(/[\s/:=]+/),
    ...service.hosts,
  ];
  const named = folders.byName(words);
  if (named !== undefined) return named;
  return built && folders.hasSource(context) && !folders.holdsMany(context) ? context : undefined;
}

function isUsable({ tree }: DeploymentFiles, folders: Folders, folder: string): boolean {
  if (!tree.hasFolder(folder) || folders.holdsMany(folder)) return false;
  return folder !== '.'
    ? folders.hasCode(folder)
    : folders.packageAt('.') !== undefined && folders.hasSource('.') && !hasGroups(tree.files);
}

/** `apps/` or `services/` at the root hold what is deployed. */
function hasGroups(files: readonly string[]): boolean {
  return files.some((file) => /^(?:apps|services|packages|microservices)\/[^/]+\//.test(file));
}
