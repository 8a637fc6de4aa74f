import type { Discovery } from '../../../model/deployment.js';
import { compareLocations, compareText } from '../../../model/location.js';
import type { Practices } from '../../../model/practice.js';

/** How services and somebody else's images run, profile by profile. */
export function deployedOf({
  profiles,
  units,
  proxies,
}: Pick<Discovery, 'profiles' | 'units' | 'proxies'>): Pick<Practices, 'deployed' | 'infrastructure' | 'ingress'> {
  const services = new Set(units.filter(({ kind }) => kind !== 'job').map(({ name }) => name));
  const byHost = new Map(
    profiles.flatMap(({ deployments }) => deployments.flatMap(({ unit, hosts }) => hosts.map((host) => [host, unit]))),
  );
  const byName = new Set(units.map(({ name }) => name));
  return {
    deployed: profiles
      .flatMap(({ name: profile, deployments }) =>
        deployments
          .filter(({ unit }) => services.has(unit))
          .map(({ unit, at, running, ports }) => ({
            service: unit,
            profile,
            at,
            openPorts: ports.flatMap(({ published, isOpen }) => (isOpen && published !== undefined ? [published] : [])),
            ...(running && { running }),
          })),
      )
      .sort((a, b) => compareText(a.profile, b.profile) || compareText(a.service, b.service) || compareLocations(a.at, b.at)),
    infrastructure: profiles
      .flatMap(({ name: profile, infrastructure }) =>
        infrastructure.map(({ name, at, engine, image, running }) => ({
          name,
          profile,
          at,
          ...(engine !== undefined && { engine }),
          ...(image !== undefined && { image }),
          ...(running && { running }),
        })),
      )
      .sort((a, b) => compareText(a.profile, b.profile) || compareText(a.name, b.name) || compareLocations(a.at, b.at)),
    ingress: proxies
      .filter(({ unit }) => !byName.has(unit))
      .map(({ unit, prefix, target, at }) => {
        const service = byHost.get(/^(?:\w+:\/\/)?([^:/]+)/.exec(target)?.[1] ?? '');
        return { name: unit, prefix, target, at, ...(service !== undefined && services.has(service) && { service }) };
      })
      .sort((a, b) => compareText(a.name, b.name) || compareLocations(a.at, b.at)),
  };
}
