import { compareLocations, type Location } from '../../../model/location.js';
import type { ExternalCall } from '../../../model/program.js';

const PACKAGES = 'node-cache|lru-cache|quick-lru|keyv|cache-manager|memory-cache|@nestjs/cache-manager|@isaacs/ttlcache';
const LOOK = new RegExp(`^(?:${PACKAGES})(?:[.(].*)?\\.(?:get|has|peek|mget)$`);

/** Is a place behind a look into a cache, in one function: what it asks for is asked for once, not in every round that leads there? */
export function behindCache(calls: readonly ExternalCall[]): (at: Location) => boolean {
  const looks = calls.flatMap(({ path, at }) => (LOOK.test(path) ? at : []));
  return (at) => looks.some((look) => look.file === at.file && compareLocations(look, at) < 0);
}
