import { blobName } from '../../shared/blob-name.js';
import { type Disk, realDisk } from '../../shared/disk.js';
import { lookOf, type Looks } from './looks.js';

/** The disk, of which it is known what files hold that look as they did when they were last read. */
export function knownDisk(looks: Looks, disk: Disk = realDisk): Disk {
  return {
    ...disk,
    blob: (file) => {
      const look = lookOf(file);
      return look && looks.blobOf(file, look);
    },
    read: (file) => {
      const look = lookOf(file);
      const bytes = disk.read(file);
      if (look) looks.saw(file, look, blobName(bytes));
      return bytes;
    },
  };
}
