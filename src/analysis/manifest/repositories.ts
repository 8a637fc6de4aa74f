import path from 'node:path';

import type { ServiceKind } from '../../model/deployment.js';
import { placeText } from '../../model/location.js';
import type { Manifest, ManifestService } from '../../model/manifest.js';
import type { Disk } from '../../shared/disk.js';
import { UserError } from '../../shared/errors.js';
import { joinPath } from '../../shared/paths.js';
import { checkFolders } from './folders.js';
import { readDescription } from './read.js';

/** A repository that lies below the root, among others. */
export interface Repository {
  /** Its folder. */
  readonly name: string;
  /** What it holds where nobody declares services. */
  readonly services: readonly { readonly name: string; readonly path: string; readonly kind: ServiceKind }[];
}

export interface Place {
  readonly root: string;
  readonly disk: Disk;
}

/**
 * One manifest of all: what there is, each repository says of itself in its own msa.yaml; how it is judged, `own` says alone.
 * Where one declares its services, those of the others are as they were found.
 */
export async function readRepositories(
  own: Manifest | undefined,
  repositories: readonly Repository[],
  { root, disk }: Place,
): Promise<Manifest | undefined> {
  const read = await Promise.all(
    repositories.map(async (repository) => ({ repository, manifest: await readDescription(root, repository.name, disk) })),
  );
  const described = read.flatMap(({ repository: { name }, manifest }) => (manifest === undefined ? [] : [below(name, manifest)]));
  const [first] = described;
  if (first === undefined) return own;
  const all = [...(own === undefined ? [] : [own]), ...described];
  const declared = all.flatMap(({ services }) => services);
  refuseTwins(declared);
  const found =
    declared.length === 0 ? [] : read.flatMap((one) => (one.manifest?.services.length ? [] : foundIn(one.repository, declared)));
  const merged: Manifest = {
    ...(own ?? { file: first.file, rules: {}, ignore: [] }),
    services: [...declared, ...found],
    declared: {
      file: (own ?? first).file,
      services: all.flatMap(({ declared: { services } }) => services),
      datastores: all.flatMap(({ declared: { datastores } }) => datastores),
    },
    exclude: all.flatMap(({ exclude }) => exclude),
    excludeAt: Object.assign({}, ...all.map(({ excludeAt = {} }) => excludeAt)) as NonNullable<Manifest['excludeAt']>,
    patterns: all.flatMap(({ patterns = [] }) => patterns),
    libraries: [...new Map(all.flatMap(({ libraries }) => libraries).map((library) => [library.package, library])).values()],
  };
  checkFolders(root, merged, disk);
  return merged;
}

/** What it says of the system, as seen from the folder above. What it chooses for its whole system it chooses for its services. */
function below(folder: string, manifest: Manifest): Manifest {
  const chosen = (manifest.patterns ?? []).filter(({ verdict }) => verdict === 'adopt');
  return {
    ...manifest,
    services: manifest.services.map((service) => ({
      ...service,
      path: joinPath(folder, service.path),
      patterns: [...service.patterns, ...chosen.map(({ name, at }) => ({ name, at }))],
    })),
    declared: {
      ...manifest.declared,
      services: manifest.declared.services.map((service) => ({ ...service, path: joinPath(folder, service.path) })),
    },
    exclude: manifest.exclude.map((glob) => globBelow(folder, glob)),
    excludeAt: Object.fromEntries(Object.entries(manifest.excludeAt ?? {}).map(([glob, at]) => [globBelow(folder, glob), at])),
    patterns: (manifest.patterns ?? []).flatMap(({ name, own, at }) => (own === undefined ? [] : [{ name, own, at }])),
  };
}

/** As .gitignore has them: what holds a slash begins at its folder, what holds none is meant at every depth. */
function globBelow(folder: string, glob: string): string {
  if (glob.startsWith('!')) return `!${globBelow(folder, glob.slice(1))}`;
  const isAnchored = glob.replace(/\/$/, '').includes('/');
  return `/${folder}/${isAnchored ? '' : '**/'}${glob.replace(/^\//, '')}`;
}

function foundIn({ name: folder, services }: Repository, declared: readonly ManifestService[]): ManifestService[] {
  const taken = new Set(declared.map(({ name }) => name));
  return services.map(({ name, path: own, kind }) => ({
    name: taken.has(name) ? `${folder}-${name}` : name,
    path: joinPath(folder, own),
    kind,
    aliases: taken.has(name) ? [name] : [],
    env: {},
    patterns: [],
    at: { file: path.posix.join(folder, own), line: 1, column: 1 },
  }));
}

function refuseTwins(services: readonly ManifestService[]): void {
  const seen = new Map<string, ManifestService>();
  for (const service of services) {
    const twin = seen.get(service.name);
    if (twin !== undefined)
      throw new UserError('E_MANIFEST', `${placeText(twin.at)} and ${placeText(service.at)} both declare a service ${service.name}`, {
        at: placeText(service.at),
        hint: 'Each service belongs into the msa.yaml of one repository, under a name of its own.',
      });
    seen.set(service.name, service);
  }
}
