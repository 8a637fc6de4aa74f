import type { ComposeService } from '../deployment-files/compose.js';
import { imageOf } from '../deployment-files/processes/dockerfile.js';
import { baseName, folderOf, isInside } from '../../shared/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import type { Candidate } from './candidate.js';
import type { Folders } from './folders.js';

/** Images of proxies, by the language of their configuration. */
const IMAGES: readonly (readonly [RegExp, string])[] = [
  [/(^|[/-])(nginx|openresty)/, 'nginx'],
  [/(^|[/-])kong(-gateway)?(?![\w-])/, 'kong'],
  [/(^|\/)envoy(-|$|:)/, 'envoy'],
  [/(^|\/)traefik(?![\w-])/, 'traefik'],
  [/(^|\/)caddy(?![\w-])/, 'caddy'],
];

/** A service that is nothing but a configured proxy: it forwards to others, or serves pages. */
export function fromProxies(files: DeploymentFiles, folders: Folders): Candidate[] {
  const composed = files.composes.flatMap((compose) =>
    compose.services.flatMap((service) => {
      const language = languageOf(imageServed(files, service));
      const built = builtFolder(files, folders, service);
      const path = built ?? mountedConfiguration(files, folders, service);
      if (language === undefined || path === undefined) return [];
      const evidence = { at: service.at, text: `service ${service.name} of ${compose.file}` };
      // What is mounted is its configuration, and no name of it.
      const named = built === undefined && { name: service.name };
      return [{ path, source: 'compose' as const, aliases: [...service.hosts], evidence, language, ...named }];
    }),
  );
  const images = files.dockerfiles.flatMap((dockerfile) => {
    const { file } = dockerfile;
    const path = folderOf(file);
    const language = languageOf(imageOf(dockerfile)?.base);
    if (language === undefined || path === '.' || !isPlain(folders, path) || !isServed(files, path)) return [];
    const evidence = { at: { file, line: 1, column: 1 }, text: 'Dockerfile' };
    return [{ path, source: 'dockerfile' as const, aliases: [], evidence, language }];
  });
  return [...composed, ...images];
}

function languageOf(image: string | undefined): string | undefined {
  return IMAGES.find(([pattern]) => pattern.test(image ?? ''))?.[1];
}

function imageServed(files: DeploymentFiles, { dockerfile, target, args, image }: ComposeService): string | undefined {
  const built = files.dockerfiles.find(({ file }) => file === dockerfile);
  return built ? imageOf(built, target, args)?.base : image;
}

function builtFolder(files: DeploymentFiles, folders: Folders, { context, dockerfile }: ComposeService): string | undefined {
  const built = [dockerfile && folderOf(dockerfile), context].filter((f): f is string => f !== undefined);
  return built.find((folder) => isOwn(folders, folder) && isServed(files, folder));
}

/** The folder of its configuration; the configuration itself where that folder is somebody else's. */
function mountedConfiguration(files: DeploymentFiles, folders: Folders, { mounts }: ComposeService): string | undefined {
  const configured = files.proxies.find(({ file, passes }) => passes.length > 0 && mounts.some((mount) => isInside(file, mount)))?.file;
  if (configured === undefined) return undefined;
  return isOwn(folders, folderOf(configured)) ? folderOf(configured) : configured;
}

function isOwn(folders: Folders, folder: string): boolean {
  return folder !== '.' && isPlain(folders, folder);
}

/** Nothing runs in it but the proxy: no code, or scripts of pages. */
function isPlain(folders: Folders, folder: string): boolean {
  return !folders.hasCode(folder) || (folders.hasSource(folder) && folders.packagesBelow(folder) === 0 && !folders.packageAt(folder));
}

/** It forwards to others, or serves files. */
function isServed({ proxies, tree }: DeploymentFiles, folder: string): boolean {
  const configured = proxies.some(({ file, passes, servesFiles }) => isInside(file, folder) && (passes.length > 0 || servesFiles));
  return configured || tree.below(folder).some((file) => baseName(file) === 'index.html');
}
