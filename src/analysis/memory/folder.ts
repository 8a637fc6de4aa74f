import path from 'node:path';

import type { SourceReader } from '../../model/source.js';
import { bytesOf, type Disk, realDisk } from '../../shared/disk.js';

/** Reads every file of the folder. */
export function folderReader(root: string, disk: Disk = realDisk): SourceReader {
  return (file) => {
    const bytes = bytesOf(disk, path.join(root, file));
    return bytes && { bytes };
  };
}
