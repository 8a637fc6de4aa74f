import type { Manifest } from '../model/manifest.js';
import type { RuleMeta } from '../model/rule.js';

/**
 * Services for which a rule holds: all, or those for which msa.yaml names a pattern of the rule. A pattern on trial is
 * judged in the services that name it, and nowhere else.
 */
export function adopters({ patterns = [], onlyIfChosen }: RuleMeta, manifest: Manifest | undefined): 'all' | readonly string[] {
  if (onlyIfChosen !== true) return 'all';
  const isAdopted = manifest?.patterns?.some(({ name, verdict }) => verdict === 'adopt' && patterns.includes(name)) === true;
  if (isAdopted) return 'all';
  return (manifest?.services ?? []).flatMap(({ name, patterns: own }) => (own.some((one) => patterns.includes(one.name)) ? [name] : []));
}
