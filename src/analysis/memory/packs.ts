import type { Layer, Layers } from './layers.js';
import { decode, encode, type Pack } from './pack.js';
import type { CachePlace } from './place.js';
import { type LayeredKind, type PackKind, readPack, type WritePack } from './store.js';

interface Packs {
  readonly layers: <Head>(kind: LayeredKind) => Layers<Head>;
  /** Says why where it cannot. */
  readonly storeLayer: <Head>(kind: LayeredKind, kept: Layer<Head> | undefined) => string | undefined;
}

/** What the tool has kept in a place; without one nothing is. */
export function packsAt(place: CachePlace | undefined, tool: () => string, write: WritePack): Packs {
  const load = <Head>(kind: PackKind): Pack<Head> | undefined => {
    const stored = place && readPack(place, { kind, tool: tool() });
    return stored && decode<Head>(tool(), stored);
  };
  return {
    layers: <Head>(kind: LayeredKind) => ({ base: load<Head>(kind), recent: load<Head>(`recent-${kind}`) }),
    storeLayer: <Head>(kind: LayeredKind, kept: Layer<Head> | undefined) =>
      place && kept
        ? write(place, { kind: kept.layer === 'recent' ? `recent-${kind}` : kind, tool: tool() }, encode(tool(), kept.pack))
        : undefined,
  };
}
