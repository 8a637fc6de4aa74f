import path from 'node:path';

import { type Disk, realDisk, decoded } from '../shared/disk.js';

/** Lines of the analysed files for code frames; each file is read once, when the first of its lines is asked for. */
export function sourceLines(root: string, disk: Disk = realDisk): (file: string, line: number) => string | undefined {
  const files = new Map<string, readonly string[]>();
  return (file, line) => {
    let lines = files.get(file);
    if (lines === undefined) {
      lines = readLines(path.join(root, file), disk);
      files.set(file, lines);
    }
    return lines[line - 1];
  };
}

/** Larger files are skipped by the analysis; reading gigabytes for one line would take half a minute. */
const MAX_BYTES = 4_000_000;

function readLines(file: string, disk: Disk): readonly string[] {
  try {
    if ((disk.look(file)?.size ?? 0) > MAX_BYTES) return [];
    return decoded(disk.read(file)).split(/\r?\n/);
  } catch {
    return [];
  }
}
