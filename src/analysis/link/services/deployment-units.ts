import type { Deployment, Discovery } from '../../../model/deployment.js';
import { compareText } from '../../../model/location.js';
import type { DeploymentUnit } from '../../../model/system.js';
import { groupBy } from '../../../shared/group-by.js';

/** What is built and started as one: images and containers (pods), in any profile. */
export function deploymentUnits({ profiles, units }: Pick<Discovery, 'profiles' | 'units'>): DeploymentUnit[] {
  const services = new Set(units.filter(({ kind }) => kind !== 'job').map(({ name }) => name));
  const all = profiles.flatMap(({ name: profile, deployments }) => {
    const own = deployments.filter(({ unit }) => services.has(unit));
    return [
      ...grouped(own, 'image', ({ image }) => image),
      ...grouped(own, 'container', ({ container }) => container && `${profile} ${container}`),
    ].map((unit) => ({ ...unit, profiles: [profile] }));
  });
  const unique = groupBy(all, ({ kind, name, services: members }) => JSON.stringify([kind, name, members]));
  return [...unique.values()]
    .flatMap((same) => same.slice(0, 1).map((unit) => ({ ...unit, profiles: same.flatMap((one) => one.profiles) })))
    .sort((a, b) => compareText(a.kind, b.kind) || compareText(a.name, b.name) || compareText(a.services.join(), b.services.join()));
}

function grouped(
  deployments: readonly Deployment[],
  kind: DeploymentUnit['kind'],
  nameOf: (deployment: Deployment) => string | undefined,
): Omit<DeploymentUnit, 'profiles'>[] {
  const named = deployments.filter((deployment) => nameOf(deployment) !== undefined);
  return [...groupBy(named, (deployment) => nameOf(deployment) ?? '')].flatMap(([name, same]) => {
    const [first] = same;
    return first === undefined
      ? []
      : [{ kind, name, services: [...new Set(same.map(({ unit }) => unit))].sort(compareText), at: first.at }];
  });
}
