import { createHash } from 'node:crypto';

import type { Violation } from '../model/finding.js';
import { compareText } from '../model/location.js';

/** What a violation is about, without places: the same after every edit that leaves the problem. */
export function subjectOf({ services, datastore, subject }: Violation): string {
  return JSON.stringify([[...services].sort(compareText), datastore ?? null, subject ?? null]);
}

/** 8 hex digits. Equal subjects are told apart by their order; `taken` holds the ids given so far. */
export function identify(rule: string, subject: string, taken: Set<string>): string {
  for (let ordinal = 1; ; ordinal++) {
    const text = ordinal === 1 ? `${rule}\n${subject}` : `${rule}\n${subject}\n${ordinal}`;
    const id = createHash('sha1').update(text).digest('hex').slice(0, 8);
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}
