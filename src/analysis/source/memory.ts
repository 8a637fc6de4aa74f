import path from 'node:path';

import type { Lowered, Opened, SourceReader } from '../../model/source.js';
import { bytesOf, type Disk } from '../../shared/disk.js';
import { blobName, contentKey } from './content.js';
import { entriesOf } from './entries.js';
import { lookOf, looksOf } from './looks.js';
import { decode, EMPTY, encode } from './pack.js';
import type { CachePlace } from './place.js';
import { readPack, type WritePack, writePack } from './store.js';
import { toolKey } from './tool.js';

/** Facts of earlier runs by the content they are of. */
export interface FactsMemory {
  /** Reads files of the folder `root`; what is known of them is not read again. */
  readonly reader: (root: string, disk: Disk) => SourceReader;
  /** Says after the last file how it went. */
  readonly save: () => FactsUse;
}

export interface FactsUse {
  readonly known: number;
  readonly read: number;
  /** Why the facts could not be kept: the next run reads everything again. */
  readonly problem?: string;
}

/** So many files, or such a share of all, may have to be hashed again before their looks alone are worth a write. */
const STALE = { files: 100, share: 0.05 } as const;

export interface MemoryOptions {
  /** Its folder is made when there is something to keep. Without a place facts are known for this run alone. */
  readonly place: CachePlace | undefined;
  readonly tool?: string;
  readonly write?: WritePack;
  /** When the run began, ms since 1970. */
  readonly now?: number;
}

/** The facts that earlier runs kept of a system. One run reads them once and writes them at most once; other runs may do the same meanwhile. */
export function openMemory({ place, tool = toolKey(), write = writePack, now = Date.now() }: MemoryOptions): FactsMemory {
  const bytes = place && readPack(place, tool);
  const before = bytes === undefined ? EMPTY : decode(tool, bytes);
  const entries = entriesOf(before.entries);
  const looks = looksOf(before.files, now);
  let asked = 0;

  function known(key: string | undefined): { readonly lowered: Lowered } | undefined {
    const lowered = key === undefined ? undefined : entries.recall(key);
    return lowered && { lowered };
  }

  function open(file: string, disk: Disk, place: string): Opened | undefined {
    asked++;
    const look = disk.blob ? undefined : lookOf(place);
    const blob = disk.blob?.(place);
    const found = known(blob === undefined ? look && looks.keyOf(file, look) : contentKey(blob, file));
    if (found) return found;
    const content = bytesOf(disk, place);
    if (!content) return undefined;
    const key = contentKey(blobName(content), file);
    if (look) looks.saw(file, look, key);
    const keep = (made: Lowered): void => {
      entries.keep(key, made);
    };
    return known(key) ?? { bytes: content, keep };
  }

  return {
    reader: (root, disk) => (file) => open(file, disk, path.join(root, file)),
    save: () => {
      const use = { known: asked - entries.fresh(), read: entries.fresh() };
      const isStale = entries.fresh() > 0 || looks.renewed() >= Math.max(STALE.files, STALE.share * asked);
      const problem =
        place && isStale ? write(place, tool, encode(tool, { entries: entries.worthKeeping(), files: looks.all() })) : undefined;
      return problem === undefined ? use : { ...use, problem };
    },
  };
}
