import type { Manifest } from '../model/manifest.js';
import type { Service, System } from '../model/system.js';
import { isGlob, matchesGlob } from '../shared/glob.js';

/** The manifest with the services of its overrides by name. A glob that matches none stays as it is, for the rule that tells of it. */
export function withOverriddenServices(manifest: Manifest | undefined, { services }: System): Manifest | undefined {
  if (manifest?.overrides === undefined) return manifest;
  const overrides = manifest.overrides.map((one) => ({
    ...one,
    services: [...new Set(one.services.flatMap((text) => named(text, services)))],
  }));
  return { ...manifest, overrides };
}

/** `*-gateway` is about names, `services/eu/*` about folders. */
function named(text: string, services: readonly Service[]): readonly string[] {
  if (!isGlob(text)) return [text];
  const found = services.filter(({ name, path }) =>
    matchesGlob(text.includes('/') ? path : name, text.replace(/^\.\//, '').replace(/\/$/, '')),
  );
  return found.length === 0 ? [text] : found.map(({ name }) => name);
}
