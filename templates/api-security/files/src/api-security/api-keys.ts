import { createHash } from 'node:crypto';

import { z } from 'zod';

import type { Principal } from './principal.js';

const ENTRY = /^([\w.-]+):([\da-f]{64}):([\w+.-]+)$/;

export type ApiKeys = ReadonlyMap<string, Principal>;

/** `name:sha256:role+role, …`. Only hashes are kept: whoever reads the settings has no key. */
export const apiKeys = z
  .string()
  .default('')
  .transform((text, context): ApiKeys => {
    const keys = new Map<string, Principal>();
    for (const entry of text.split(',').map((part) => part.trim())) {
      if (entry === '') continue;
      const [, name, hash, roles] = ENTRY.exec(entry) ?? [];
      // The entry is not told: it may be a key in plain text.
      if (name === undefined || hash === undefined || roles === undefined)
        context.addIssue({ code: 'custom', message: 'an entry is not name:sha256:role+role' });
      else keys.set(hash, { id: `key:${name}`, kind: 'key', roles: roles.split('+') });
    }
    return keys;
  });

/** Keys are long and random, so one round of a hash is enough, and comparing hashes tells nothing about the key. */
export function principalOfKey(key: string, keys: ApiKeys): Principal | undefined {
  return keys.get(createHash('sha256').update(key).digest('hex'));
}
