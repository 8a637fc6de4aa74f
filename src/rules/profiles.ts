import type { Deployed } from '../model/practice.js';
import type { System } from '../model/system.js';

/** What is deployed for one's own machine and for tests says nothing about what others reach or run: by its name, or by how it runs. */
export function isForDevelopment({ deployed }: Pick<System, 'deployed'>, profile: string): boolean {
  return DEVELOPMENT.test(profile) || deployed.some((one) => one.profile === profile && isDeveloped(one));
}

function isDeveloped({ running }: Deployed): boolean {
  return running?.purpose === 'development';
}

const DEVELOPMENT =
  /(?:^|[-._/\s])(?:dev|devel|develop|development|local|debug|tests?|testing|e2e|ci|examples?|samples?|override|tools?)(?=[-._/\s]|$)/i;
