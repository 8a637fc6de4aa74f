import { namesStore } from '../model/store-names.js';
import type { Datastore, Declared } from '../model/system.js';

/** Service that the manifest makes the owner of the whole datastore. */
export function declaredOwner(declared: Declared | undefined, store: Pick<Datastore, 'id' | 'host' | 'database'>): string | undefined {
  return declared?.datastores.find(({ name, owner }) => owner !== undefined && namesStore(name, store))?.owner;
}
