import type { Unit } from '../../model/deployment.js';
import type { UnlistedService } from '../../model/declared.js';
import type { Manifest } from '../../model/manifest.js';
import { isInside } from '../../shared/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import type { Folders } from './folders.js';
import { units } from './units.js';

/** What would be services if a manifest did not list others: nothing of them is analysed. */
export function unlisted(files: DeploymentFiles, folders: Folders, manifest: Manifest | undefined): UnlistedService[] {
  if (manifest === undefined || manifest.services.length === 0) return [];
  const listed = manifest.services.map(({ path }) => path);
  const isListed = (path: string): boolean => listed.some((one) => one === path || isInside(path, one) || isInside(one, path));
  return units(files, folders, undefined).flatMap((unit) => {
    const because = unit.evidence[0];
    if (because === undefined || !isService(unit) || isListed(unit.path)) return [];
    return [{ name: unit.name, path: unit.path, at: because.at, because: because.text }];
  });
}

/** Jobs, tools and pages may be left out of a manifest on purpose. */
function isService({ kind, path }: Unit): boolean {
  return path !== '.' && (kind === 'service' || kind === 'gateway' || kind === 'worker');
}
