import type { ProxyRule, Unit } from '../../model/deployment.js';
import { isInside } from '../deployment-files/paths.js';
import type { ProxyFile } from '../deployment-files/proxy-file.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import { groupBy } from '../../shared/group-by.js';

/** What configured proxies forward, of the files that belong to a unit: its folder, or what is mounted into its container. */
export function proxyRules(files: Pick<DeploymentFiles, 'proxies' | 'composes'>, units: readonly Unit[]): ProxyRule[] {
  const owned = files.proxies.flatMap((proxy) => ownersOf(files, proxy.file, units).map((unit) => ({ unit, proxy })));
  return [...groupBy(owned, ({ unit }) => unit)].flatMap(([unit, own]) =>
    rulesOf(
      unit,
      own.map(({ proxy }) => proxy),
    ),
  );
}

function ownersOf({ composes }: Pick<DeploymentFiles, 'composes'>, file: string, units: readonly Unit[]): string[] {
  const [deepest] = units.filter((unit) => unit.path !== '.' && isInside(file, unit.path)).sort((a, b) => b.path.length - a.path.length);
  if (deepest) return [deepest.name];
  const services = composes.flatMap((compose) => compose.services.filter(({ mounts }) => mounts.some((mount) => isInside(file, mount))));
  const mounted = units.filter(({ evidence }) =>
    services.some(({ at }) => evidence.some((e) => e.at.file === at.file && e.at.line === at.line)),
  );
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
