import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The tests keep nothing in the cache folder of the user who runs them. */
export default function ownCaches(): () => void {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'msa-caches-'));
  process.env.XDG_CACHE_HOME = folder;
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
