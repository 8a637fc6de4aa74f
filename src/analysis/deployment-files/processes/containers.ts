import type { Location } from '../../../model/location.js';
import type { ComposeFile, ComposeService } from '../compose.js';
import { contextPath, imageOf, type Dockerfile, type Image } from './dockerfile.js';
import type { Package } from '../packages.js';
import { folderOf, isInside } from '../../../shared/paths.js';
import { processesOf, type Container, type Process } from './read.js';
import { shellLine } from './shell.js';
import type { Tree } from '../tree.js';

/** A container that starts processes of the repository: one as a rule, or several. */
export interface StartedContainer {
  /** Compose service, or the Dockerfile where no compose file builds it. */
  readonly name: string;
  readonly at: Location;
  readonly processes: readonly Process[];
}

interface Files {
  readonly tree: Tree;
  readonly packages: readonly Package[];
  readonly composes: readonly ComposeFile[];
  readonly dockerfiles: readonly Dockerfile[];
}

export function startedContainers(files: Files): StartedContainer[] {
  const services = files.composes.flatMap((compose) => compose.services);
  const built = new Set(services.flatMap(({ dockerfile }) => dockerfile ?? []));
  const composed = services.map((service) => {
    const dockerfile = files.dockerfiles.find(({ file }) => file === service.dockerfile);
    const image = dockerfile && imageOf(dockerfile, service.target, service.args);
    const start = { context: service.context ?? service.mounts[0] ?? '.', command: commandOf(service, image), env: envOf(service) };
    return { name: service.name, at: service.at, processes: processesIn(files, image, start) };
  });
  const alone = files.dockerfiles
    .filter(({ file }) => !built.has(file))
    .map((dockerfile) => {
      const { file } = dockerfile;
      const image = imageOf(dockerfile);
      const start = { context: folderOf(file), command: shellLine(image?.command ?? []), env: {} };
      return { name: file, at: { file, line: 1, column: 1 }, processes: processesIn(files, image, start) };
    });
  return [...composed, ...alone].filter(({ processes }) => processes.length > 0);
}

function commandOf({ command }: ComposeService, image: Image | undefined): string {
  return command === '' ? shellLine(image?.command ?? []) : command;
}

function envOf({ env, envFileEntries }: ComposeService): Container['env'] {
  return Object.fromEntries([...envFileEntries, ...env].map(({ name, value }) => [name, value]));
}

type Start = Pick<Container, 'context' | 'env'> & { readonly command: string };

function processesIn({ tree, packages }: Files, image: Image | undefined, { context, command, env }: Start): readonly Process[] {
  if (command === '' || context.startsWith('..') || (image && isMade(image))) return [];
  const ofImage = Object.fromEntries((image?.env ?? []).map(({ name, value }) => [name, value]));
  const container = { tree, packages, context, workdir: image?.workdir ?? '/', copies: image?.copies ?? [], env: { ...ofImage, ...env } };
  return processesOf(container, command);
}

/** `pnpm deploy --filter=orders /prod/orders`: the folder that it starts in is none of the repository's. */
function isMade({ workdir, made, copies }: Image): boolean {
  return made.some((place) => isInside(workdir, place)) && contextPath(copies, workdir) === undefined;
}
