import type { Discovery } from '../model/deployment.js';
import type { Manifest } from '../model/manifest.js';
import type { Schemas } from '../model/schema.js';
import type { Disk } from '../shared/disk.js';
import { discoverIn, walk } from './discover/discover.js';
import { sourceIn } from './discover/source-files.js';
import { environment } from './environment/environment.js';
import { readSchemas } from './schemas/read.js';

/** What files tell that are no source: where the services are, how they are deployed, and what schemas say. */
export interface BesideSource {
  readonly discovery: Discovery;
  readonly schemas: Schemas;
}

export interface Looking {
  readonly root: string;
  readonly manifest: Manifest | undefined;
  /** Told which files may be source, as soon as that is known: who lowers them can get ready. */
  readonly getReady: ((files: readonly string[]) => void) | undefined;
}

export function readBesideSource({ root, manifest, getReady }: Looking, disk: Disk): Promise<BesideSource> {
  const tree = walk(root, disk);
  getReady?.(sourceIn(tree));
  const { layout, files } = discoverIn(tree, manifest);
  const discovery = { ...layout, profiles: environment({ ...layout, files, manifest }) };
  return Promise.resolve({ discovery, schemas: readSchemas(root, discovery.schemaFiles, disk) });
}
