import type { Location } from '../../model/location.js';
import type { ManifestPattern } from '../../model/manifest.js';
import { definePattern } from '../../model/pattern.js';
import type { RawManifest } from './schema.js';

type Raw = NonNullable<RawManifest['patterns']>[string];

/** A chosen pattern by its name, or one of the user's own with what is not said about it by default. */
export function manifestPattern(name: string, raw: Raw, at: Location): ManifestPattern {
  if (typeof raw === 'string') return { name, verdict: raw, at };
  const { verdict, drivers, cost = 1, category = 'structure', simpler = 'Do without it.', trigger = 'it pays', ...rest } = raw;
  const own = definePattern({ ...rest, id: name, drivers, cost, category, simpler, trigger, own: true });
  return { name, ...(verdict === undefined ? {} : { verdict }), own, at };
}
