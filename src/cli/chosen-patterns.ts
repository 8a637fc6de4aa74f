import type { Manifest } from '../model/manifest.js';

/** Refuses names of patterns that there are not, in msa.yaml as a whole and in its services. */
export async function assertPatterns(manifest: Manifest | undefined): Promise<void> {
  const { patterns: chosen = [], services = [] } = manifest ?? {};
  const named = services.flatMap(({ patterns }) => patterns);
  if (chosen.length === 0 && named.length === 0) return;
  const [{ withOwnPatterns }, { patterns }] = await Promise.all([import('../advise/own-patterns.js'), import('../patterns/index.js')]);
  withOwnPatterns(patterns, chosen, named);
}
