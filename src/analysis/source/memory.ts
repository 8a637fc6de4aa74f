import path from 'node:path';

import type { FactsMemory, Lowered, Opened } from '../../model/source.js';
import { blobName, contentKey } from './content.js';
import { entriesOf } from './entries.js';
import { bytesOf } from './folder.js';
import { lookOf, looksOf } from './looks.js';
import { decode, EMPTY, encode, type Look } from './pack.js';
import type { CachePlace } from './place.js';
import { readPack, type WritePack, writePack } from './store.js';
import { toolKey } from './tool.js';

/** So many files, or such a share of all, may have to be hashed again before their looks alone are worth a write. */
const STALE = { files: 100, share: 0.05 } as const;

export interface MemoryOptions {
  /** Its folder is made when there is something to keep. */
  readonly place: CachePlace;
  readonly tool?: string;
  readonly write?: WritePack;
  /** When the run began, ms since 1970. */
  readonly now?: number;
}

/** The facts that earlier runs kept of a system. One run reads them once and writes them at most once; other runs may do the same meanwhile. */
export function openMemory({ place, tool = toolKey(), write = writePack, now = Date.now() }: MemoryOptions): FactsMemory {
  const bytes = readPack(place, tool);
  const before = bytes === undefined ? EMPTY : decode(tool, bytes);
  const entries = entriesOf(before.entries);
  const looks = looksOf(before.files, now);
  let asked = 0;

  function open(file: string, disk: string): Opened | undefined {
    asked++;
    const look = lookOf(disk);
    const seen = look && looks.keyOf(file, look);
    const lowered = seen === undefined ? undefined : entries.recall(seen);
    if (lowered) return { lowered };
    return look && hashed(file, disk, look);
  }

  function hashed(file: string, disk: string, look: Look): Opened | undefined {
    const content = bytesOf(disk);
    if (content === undefined) return undefined;
    const key = contentKey(blobName(content), file);
    looks.saw(file, look, key);
    const lowered = entries.recall(key);
    if (lowered) return { lowered };
    const keep = (made: Lowered): void => {
      entries.keep(key, made);
    };
    return { bytes: content, keep };
  }

  return {
    reader: (root) => (file) => open(file, path.join(root, file)),
    save: () => {
      const use = { known: asked - entries.fresh(), read: entries.fresh() };
      if (entries.fresh() === 0 && looks.renewed() < Math.max(STALE.files, STALE.share * asked)) return use;
      const problem = write(place, tool, encode(tool, { entries: entries.worthKeeping(), files: looks.all() }));
      return problem === undefined ? use : { ...use, problem };
    },
  };
}
