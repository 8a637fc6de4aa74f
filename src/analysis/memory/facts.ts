import path from 'node:path';

import type { Lowered, Opened, SourceReader } from '../../model/source.js';
import { blobName } from '../../shared/blob-name.js';
import { bytesOf, type Disk } from '../../shared/disk.js';
import { contentKey } from './content.js';
import { type Entries, entriesOf, type FactsHead } from './entries.js';
import type { Layer, Layers } from './layers.js';

/** Facts of earlier runs by the content they are of. */
export interface FactsMemory {
  /** Reads files of the folder `root`; what is known of them is not read again. */
  readonly reader: (root: string, disk: Disk) => SourceReader;
  /** How many files were asked for, and how many of them were read. */
  readonly count: () => { readonly asked: number; readonly fresh: number };
  /** From now on nothing is known of any file that this run has not read. */
  readonly forget: () => void;
  /** undefined: nothing was read. */
  readonly worthKeeping: () => Layer<FactsHead> | undefined;
}

/** `load` is called with the first file: where no file is asked for, the facts lie where they are. */
export function factsMemory(load: () => Layers<FactsHead>): FactsMemory {
  let loaded: Entries | undefined;
  const entries = (): Entries => (loaded ??= entriesOf(load()));
  let asked = 0;

  function known(content: string): Opened | undefined {
    const lowered = entries().recall(content);
    return lowered && { lowered, content };
  }

  function open(file: string, disk: Disk, place: string): Opened | undefined {
    asked++;
    const blob = disk.blob?.(place);
    const found = blob === undefined ? undefined : known(contentKey(blob, file));
    if (found) return found;
    const bytes = bytesOf(disk, place);
    if (!bytes) return undefined;
    const content = contentKey(blobName(bytes), file);
    const keep = (made: Lowered): void => {
      entries().keep(content, made);
    };
    return known(content) ?? { bytes, keep, content };
  }

  return {
    reader: (root, disk) => (file) => open(file, disk, path.join(root, file)),
    count: () => ({ asked, fresh: loaded?.fresh() ?? 0 }),
    forget: () => {
      loaded = entriesOf({ base: undefined, recent: undefined });
    },
    worthKeeping: () => (loaded !== undefined && loaded.fresh() > 0 ? loaded.worthKeeping() : undefined),
  };
}
