import type { Deployment, Discovery, Unit } from '../../model/deployment.js';
import { compareText } from '../../model/location.js';
import { groupBy } from '../../shared/group-by.js';

/** A unit as it runs in one profile: what its environment is evaluated under. */
export interface Place {
  readonly profile: string;
  readonly unit: Unit;
  /** undefined: the unit is in no deployment file, and runs from its folder. */
  readonly deployment: Deployment | undefined;
  /** It runs on the developer's machine, where `localhost` is the same host for everybody. */
  readonly onMachine: boolean;
}

/** The profile of units that no deployment file mentions. */
export const CODE = 'code';

/** Every unit in every profile that contains it, and each of its variants there; in none: from its code alone. */
export function placesOf({ units, profiles }: Pick<Discovery, 'units' | 'profiles'>): Map<string, readonly Place[]> {
  const all = profiles.flatMap((profile) =>
    profile.deployments.map((deployment) => ({ profile: profile.name, deployment, onMachine: isMachine(profile.name) })),
  );
  const byUnit = groupBy(all, ({ deployment }) => deployment.unit);
  return new Map(
    units.map((unit) => {
      const places = (byUnit.get(unit.name) ?? []).map((place) => ({ ...place, unit }));
      const alone: Place = { profile: CODE, unit, deployment: undefined, onMachine: true };
      return [unit.name, places.length > 0 ? places.sort((a, b) => compareText(a.profile, b.profile)) : [alone]];
    }),
  );
}

function isMachine(profile: string): boolean {
  return profile === CODE || profile === 'default';
}
