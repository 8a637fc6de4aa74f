import type { ProxyRule, Unit } from '../../model/deployment.js';
import { compareLocations } from '../../model/location.js';
import { isInside } from '../../shared/paths.js';
import type { ProxyFile } from '../deployment-files/proxies/proxy-file.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import { groupBy } from '../../shared/group-by.js';

/** What configured proxies forward, of the files that belong to a unit: its folder, or what is mounted into its container (the whole repository is mounted for its code); then ingresses. */
export function proxyRules(files: Pick<DeploymentFiles, 'proxies' | 'composes' | 'kubernetes'>, units: readonly Unit[]): ProxyRule[] {
  const owned = files.proxies.flatMap((proxy) => ownersOf(files, proxy.file, units).map((unit) => ({ unit, proxy })));
  const configured = [...groupBy(owned, ({ unit }) => unit)].flatMap(([unit, own]) =>
    rulesOf(
      unit,
      own.map(({ proxy }) => proxy),
    ),
  );
  return [...configured, ...routes(files)];
}

/** What an ingress lets in, or labels for one, belongs to no unit; several environments may say the same. */
function routes({ kubernetes, composes }: Pick<DeploymentFiles, 'kubernetes' | 'composes'>): ProxyRule[] {
  const labelled = composes.flatMap(({ services }) =>
    services.flatMap(({ name, passes }) => passes.map((pass) => ({ ...pass, name: `labels of ${name}` }))),
  );
  const all = [...kubernetes.environments.flatMap((environment) => environment.routes), ...labelled];
  const unique = groupBy(all, ({ name, prefix, target }) => JSON.stringify([name, prefix, target]));
  return [...unique.values()].flatMap(([first]) =>
    first === undefined ? [] : [{ unit: first.name, target: first.target, prefix: first.prefix, at: first.at }],
  );
}

function ownersOf({ composes }: Pick<DeploymentFiles, 'composes'>, file: string, units: readonly Unit[]): string[] {
  const [deepest] = units.filter((unit) => unit.path !== '.' && isInside(file, unit.path)).sort((a, b) => b.path.length - a.path.length);
  if (deepest) return [deepest.name];
  const services = composes.flatMap((compose) =>
    compose.services.filter(({ mounts }) => mounts.some((mount) => mount !== '.' && isInside(file, mount))),
  );
  const mounted = units.filter(({ evidence }) => services.some(({ at }) => evidence.some((e) => compareLocations(e.at, at) === 0)));
  return mounted.map(({ name }) => name);
}

/** All files of one server together: a group of servers may stand in another file than what is passed to it. */
export function rulesOf(unit: string, files: readonly ProxyFile[]): ProxyRule[] {
  const upstreams = new Map(files.flatMap(({ upstreams }) => [...upstreams]));
  return files.flatMap(({ passes }) =>
    passes.flatMap(({ target, prefix, at }) => {
      const [, scheme = 'http://', host = '', rest = ''] = /^(\w+:\/\/)?([^/:]+)(.*)$/s.exec(target) ?? [];
      const servers = upstreams.get(host) ?? [host];
      return servers.map((server) => ({ unit, target: upstreams.has(host) ? `${scheme}${server}${rest}` : target, prefix, at }));
    }),
  );
}
