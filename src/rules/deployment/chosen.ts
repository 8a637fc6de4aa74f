import type { Running } from '../../model/deployment.js';
import type { Manifest } from '../../model/manifest.js';

type Strategy = NonNullable<Running['strategy']>;
const STRATEGIES: readonly Strategy[] = ['canary', 'blue-green', 'rolling'];

/** What msa.yaml wants for a service: what the service names itself, else what is adopted for all. */
export function strategiesChosen(manifest: Manifest | undefined, service: string): readonly Strategy[] {
  const own = (manifest?.services ?? []).find(({ name }) => name === service)?.patterns.map(({ name }) => name) ?? [];
  const named = STRATEGIES.filter((one) => own.includes(one));
  if (named.length > 0) return named;
  const all = (manifest?.patterns ?? []).flatMap(({ name, verdict }) => (verdict === 'adopt' ? name : []));
  return STRATEGIES.filter((one) => all.includes(one));
}
