import { defineLibrary, type Row } from '../define-library.js';
import { onEach } from '../rows.js';

/** Caches in the process: `new NodeCache()`, `new LRUCache()`, `new Keyv()`. */
const MADE = ['node-cache()', 'node-cache.*()', 'lru-cache()', 'lru-cache.LRUCache()', 'quick-lru()', 'keyv()', '@isaacs/ttlcache()'];

/** It means nothing of its own; flows ask what comes behind it. */
const look: Row = () => undefined;

export const caches = defineLibrary({
  package: 'node-cache',
  calls: { ...onEach(MADE, '{get,has,peek,mget}', look), 'memory-cache.get': look },
});
