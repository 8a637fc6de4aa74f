import type { Discovery } from '../../model/deployment.js';
import { UserError } from '../../shared/errors.js';
import { didYouMean, listed } from '../../shared/text.js';
import { CODE_PROFILE } from './environment.js';

export interface Chosen {
  readonly discovery: Discovery;
  /** Units that other profiles deploy, and this one does not. */
  readonly leftOut: readonly string[];
}

/** The system as one profile deploys it, or all of them. What no profile deploys runs from its folder, beside each of them. */
export function chosenProfile(discovery: Discovery, name: string | undefined): Chosen {
  if (name === undefined) return { discovery, leftOut: [] };
  const { profiles, units } = discovery;
  const chosen = profiles.find((profile) => profile.name === name);
  if (chosen === undefined)
    throw unknown(
      name,
      profiles.map((profile) => profile.name),
    );
  const deployed = new Set(chosen.deployments.map(({ unit }) => unit));
  const elsewhere = new Set(
    profiles
      .filter((profile) => profile !== chosen && profile.name !== CODE_PROFILE)
      .flatMap(({ deployments }) => deployments.map(({ unit }) => unit).filter((unit) => !deployed.has(unit))),
  );
  const beside = profiles
    .filter((profile) => profile !== chosen && profile.name === CODE_PROFILE)
    .map((profile) => ({ ...profile, deployments: profile.deployments.filter(({ unit }) => !deployed.has(unit) && !elsewhere.has(unit)) }));
  return {
    discovery: { ...discovery, profiles: [chosen, ...beside], units: units.filter((unit) => !elsewhere.has(unit.name)) },
    leftOut: units.filter((unit) => elsewhere.has(unit.name)).map((unit) => unit.name),
  };
}

function unknown(name: string, known: readonly string[]): UserError {
  return new UserError('E_PROFILE', `there is no deployment profile "${name}"`, {
    hint: didYouMean(name, known) ?? `Profiles: ${listed(known)}.`,
  });
}
