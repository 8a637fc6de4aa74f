import { defineLibrary, type Row } from '../define-library.js';
import { onEach } from '../rows.js';

/** Caches in the process, or of whatever store stands behind them: `new NodeCache()`, `new LRUCache()`, Nest's `CACHE_MANAGER`. */
const MADE = [
  'node-cache()',
  'node-cache.*()',
  'lru-cache()',
  'lru-cache.LRUCache()',
  'quick-lru()',
  'keyv()',
  '@isaacs/ttlcache()',
  'cache-manager.{Cache,caching,createCache,multiCaching}()',
  '@nestjs/cache-manager.Cache()',
  'memory-cache',
];

const look: Row = (call) => ({ kind: 'cache-look', call });

export const caches = defineLibrary({
  package: 'node-cache',
  calls: onEach(MADE, '{get,has,peek,mget}', look),
});
