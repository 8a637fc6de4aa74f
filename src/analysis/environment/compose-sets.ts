import type { ComposeFile, ComposeService } from '../deployment-files/compose.js';
import { combinedRunning } from '../deployment-files/running.js';
import { isArgument } from '../../shared/argument-name.js';
import { baseName, folderOf, joinPath } from '../../shared/paths.js';
import { groupBy } from '../../shared/group-by.js';

/** Compose files that run together. */
export interface ComposeSet {
  readonly name: string;
  /** Later ones over earlier ones. */
  readonly files: readonly ComposeFile[];
}

/** The default file with its override is one way to run; every other file is another; what cannot run alone goes on top of the default. */
export function composeSets(composes: readonly ComposeFile[]): ComposeSet[] {
  const isIncluded = (one: ComposeFile): boolean => composes.some((c) => c.includes.includes(one.file) && !one.includes.includes(c.file));
  const usable = composes.filter((one) => one.services.length > 0 && !isIncluded(one));
  return [...groupBy(usable, ({ file }) => folderOf(file)).values()].flatMap((here) => {
    const base = here.find(({ file }) => /^(docker-)?compose\.ya?ml$/.test(baseName(file)));
    const override = here.find(({ file }) => /^(docker-)?compose\.override\.ya?ml$/.test(baseName(file)));
    const others = here.filter((c) => c !== base && (base === undefined || c !== override));
    const first = base ? [{ name: base.file, files: override ? [base, override] : [base] }] : [];
    return [...first, ...others.map((c) => ({ name: c.file, files: base && isPartial(c, base) ? [base, c] : [c] }))];
  });
}

/**
 * A service without image and build, or with a build of nobody knows what, cannot run: another file says what it is. Nor is it whole where
 * it lacks all that the default file builds or sets it up with.
 */
function isPartial({ services }: ComposeFile, base: ComposeFile): boolean {
  const known = new Map(base.services.map((service) => [service.name, service]));
  const isAll = services.every(({ name }) => known.has(name));
  return services.some((service) => {
    const whole = known.get(service.name);
    const isUnmade = service.image === undefined && (service.context === undefined || service.buildsElsewhere !== undefined);
    return whole !== undefined && (isUnmade || (isAll && PARTS.some((has) => has(whole) && !has(service))));
  });
}

/** What a service has in the default file, and lacks in one that is meant to lie over it. */
const PARTS: readonly ((service: ComposeService) => boolean)[] = [
  ({ args }) => Object.keys(args).length > 0,
  ({ env, envFileEntries }) => [...env, ...envFileEntries].some(({ name }) => !isArgument(name)),
];

/** Services of all files of a set: lists are joined, single values replaced. */
export function servicesOf({ files }: ComposeSet): ComposeService[] {
  const out = new Map<string, ComposeService>();
  for (const service of files.flatMap((file) => file.services)) {
    const base = out.get(service.name);
    out.set(service.name, base ? over(base, service) : service);
  }
  return [...out.values()];
}

function over(base: ComposeService, service: ComposeService): ComposeService {
  return {
    ...base,
    ...service,
    ...(service.buildsElsewhere && builtWhere(base, service.buildsElsewhere)),
    args: { ...base.args, ...service.args },
    command: service.command === '' ? base.command : service.command,
    hosts: [...base.hosts, ...service.hosts],
    env: [...base.env, ...service.env],
    envFileEntries: [...base.envFileEntries, ...service.envFileEntries],
    ports: [...base.ports, ...service.ports],
    mounts: [...base.mounts, ...service.mounts],
    profiles: service.profiles.length > 0 ? service.profiles : base.profiles,
    ends: base.ends || service.ends,
    running: combinedRunning(base.running, service.running),
    at: base.at,
  };
}

/** The context stays the one of the file below. */
function builtWhere({ context, dockerfile }: ComposeService, own: { readonly dockerfile: string | undefined }): Partial<ComposeService> {
  if (context === undefined || dockerfile === undefined) return {};
  return { context, dockerfile: own.dockerfile === undefined ? dockerfile : joinPath(context, own.dockerfile) };
}
