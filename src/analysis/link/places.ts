import type { Deployment, Discovery, Unit } from '../../model/deployment.js';
import { compareText } from '../../model/location.js';
import { groupBy } from '../../shared/group-by.js';

/** A unit as it runs in one profile: what its environment is evaluated under. */
export interface Place {
  readonly profile: string;
  readonly unit: Unit;
  /** undefined: the unit is in no deployment file, and runs from its folder. */
  readonly deployment: Deployment | undefined;
  /** It runs on the developer's machine or the network of a host, where `localhost` is the same host for everybody. */
  readonly onMachine: boolean;
}

/** The profile of what runs from its folder, as in development. */
export const CODE = 'code';

/** Every unit in every profile that deploys it, and each of its variants there; where none does, on the developer's machine. */
export function placesOf({ units, profiles }: Pick<Discovery, 'units' | 'profiles'>): Map<string, readonly Place[]> {
  const all = profiles.flatMap(({ name, deployments }) =>
    deployments.map((deployment) => ({ profile: name, deployment, onMachine: name === CODE || deployment.onHostNetwork === true })),
  );
  const byUnit = groupBy(all, ({ deployment }) => deployment.unit);
  return new Map(
    units.map((unit) => {
      const places = (byUnit.get(unit.name) ?? []).map((place) => ({ ...place, unit }));
      const deployed = places.filter(({ profile }) => profile !== CODE);
      const chosen: Place[] = deployed.length > 0 ? deployed : places;
      const alone: Place = { profile: CODE, unit, deployment: undefined, onMachine: true };
      return [unit.name, chosen.length > 0 ? chosen.sort((a, b) => compareText(a.profile, b.profile)) : [alone]];
    }),
  );
}

/** Who is met in a profile: all that are there, and those that are never there, wherever they are. */
export function isMetIn(profile: string, place: Place, places: ReadonlyMap<string, readonly Place[]>): boolean {
  return place.profile === profile || (places.get(place.unit.name) ?? []).every((other) => other.profile !== profile);
}
