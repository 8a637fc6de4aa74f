import type { DeploymentFiles } from '../deployment-files/read.js';
import type { Candidate } from './candidate.js';
import type { Folders } from './folders.js';
import { fromCompose } from './from-compose.js';
import { fromDocker, fromKubernetes } from './from-images.js';
import { fromLanguages } from './from-languages.js';
import { fromPackages } from './from-packages.js';
import { fromPlatforms } from './from-platforms.js';
import { fromNest, fromNx } from './from-projects.js';
import { fromProxies } from './from-proxies.js';
import { fromRoot } from './from-root.js';
import { fromServerless } from './from-serverless.js';

/** All that deployment files and layouts name, strongest first. */
export function candidates(files: DeploymentFiles, folders: Folders): Candidate[] {
  const declared = [
    ...fromCompose(files, folders),
    ...fromNest(files, folders),
    ...fromNx(files, folders),
    ...fromServerless(files, folders),
    ...fromPlatforms(files, folders),
  ];
  const built = [...declared, ...fromDocker(files, folders), ...fromProxies(files, folders)];
  const found = [...built, ...fromKubernetes(files, folders, built)];
  const started = [...found, ...fromPackages(files, folders, found)];
  const all = [...started, ...fromRoot(files, folders, started)];
  return [...all, ...fromLanguages(files, folders, all)];
}
