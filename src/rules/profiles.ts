/** What is deployed for one's own machine and for tests says nothing about what others reach or run. */
export function isForDevelopment(profile: string): boolean {
  return DEVELOPMENT.test(profile);
}

const DEVELOPMENT =
  /(?:^|[-._/\s])(?:dev|devel|develop|development|local|debug|tests?|testing|e2e|ci|examples?|samples?|override|tools?)(?=[-._/\s]|$)/i;
