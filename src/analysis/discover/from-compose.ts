import type { ComposeService } from '../deployment-files/compose.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import type { Candidate } from './candidate.js';
import { byName, hasCode, hasSource, holdsMany, packageAt } from './folders.js';

export function fromCompose(files: DeploymentFiles): Candidate[] {
  return files.composes.flatMap((compose) =>
    compose.services.flatMap((service) => {
      const path = folderOfService(files, service);
      if (path === undefined) return [];
      return [
        {
          path,
          aliases: [...service.hosts],
          command: service.command,
          evidence: { at: service.at, text: `service ${service.name} of ${compose.file}` },
          ...(path === '.' && { name: service.name }),
        },
      ];
    }),
  );
}

/** Where the code of a compose service is: its build, else what is mounted, else a folder of its name. */
export function folderOfService(files: DeploymentFiles, service: ComposeService): string | undefined {
  const built = service.context !== undefined;
  const options = [service.dockerfile, service.context, ...service.mounts].filter((f): f is string => f !== undefined);
  for (const folder of options) {
    if (isUsable(files, folder)) return folder;
  }
  if (!built && service.mounts.length === 0) return undefined;
  if (!built && service.image !== undefined && !/node|bun|deno/.test(service.image)) return undefined;
  const wanted = [
    service.name,
    ...Object.values(service.args),
    service.target ?? '',
    ...service.command.split(/[\s/:=]+/),
    ...service.hosts,
  ];
  return (
    byName(files, wanted) ??
    (service.context !== undefined && hasSource(files, service.context) && !holdsMany(files, service.context) ? service.context : undefined)
  );
}

function isUsable(files: DeploymentFiles, folder: string): boolean {
  if (!files.tree.hasFolder(folder) || holdsMany(files, folder)) return false;
  return folder !== '.' ? hasCode(files, folder) : packageAt(files, '.') !== undefined && hasSource(files, '.') && nestedApps(files) === 0;
}

function nestedApps(files: DeploymentFiles): number {
  return new Set(files.tree.files.flatMap((file) => /^(?:apps|services|packages|microservices)\/[^/]+\//.exec(file)?.[0] ?? [])).size;
}
