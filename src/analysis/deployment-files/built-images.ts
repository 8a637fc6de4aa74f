import { groupBy } from '../../shared/group-by.js';
import type { ComposeFile, ComposeService } from './compose.js';

/** An image that one service builds and tags is what the others run that name it, with a command of their own. */
export function withBuiltImages(services: readonly ComposeService[]): ComposeService[] {
  const builds = new Map(services.flatMap((one) => (one.context !== undefined && one.image !== undefined ? [[one.image, one]] : [])));
  return services.map((service) => builtBy(builds, service));
}

/** What one file builds another may run: an image that only one build of the repository makes. */
export function withImagesOfOthers(files: readonly ComposeFile[]): ComposeFile[] {
  const building = files.flatMap(({ services }) => services).filter(({ context, image }) => context !== undefined && image !== undefined);
  const builds = new Map<string, ComposeService>();
  for (const [image, same] of groupBy(building, ({ image = '' }) => image)) {
    const [first] = same;
    if (first && same.every((one) => isSameBuild(one, first))) builds.set(image, first);
  }
  return files.map((file) => ({ ...file, services: file.services.map((service) => builtBy(builds, service)) }));
}

function isSameBuild(a: ComposeService, b: ComposeService): boolean {
  return a.context === b.context && a.dockerfile === b.dockerfile && a.target === b.target;
}

function builtBy(builds: ReadonlyMap<string, ComposeService>, service: ComposeService): ComposeService {
  const built = service.context === undefined && service.image !== undefined ? builds.get(service.image) : undefined;
  if (!built) return service;
  const { context, dockerfile, target, args } = built;
  return {
    ...service,
    args,
    ...(context !== undefined && { context }),
    ...(dockerfile !== undefined && { dockerfile }),
    ...(target !== undefined && { target }),
  };
}
