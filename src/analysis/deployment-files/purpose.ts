import type { Running } from '../../model/deployment.js';
import { baseName } from '../../shared/paths.js';
import type { ComposeService } from './compose.js';
import type { Tree } from './tree.js';

type Told = Pick<ComposeService, 'dockerfile' | 'target' | 'command' | 'env' | 'envFileEntries' | 'mounts'>;

/** Whom a service of a compose file is run for: what its environment says, else how it is run. */
export function purposeOf(tree: Tree, service: Told): Running['purpose'] {
  const said = [...service.env, ...service.envFileEntries].find(({ name }) => MODE.test(name));
  if (said !== undefined && PRODUCTION.test(said.value)) return 'production';
  const isDeveloped =
    (said !== undefined && DEVELOPMENT.test(said.value)) ||
    WATCHING.test(service.command) ||
    [baseName(service.dockerfile ?? ''), service.target ?? ''].some((name) => NAMED.test(name)) ||
    service.mounts.some((path) => isSource(tree, path));
  return isDeveloped ? 'development' : undefined;
}

const MODE = /^(?:NODE_ENV|APP_ENV)$/;
const PRODUCTION = /^prod/i;
const DEVELOPMENT = /^(?:dev|develop|development|local)$/i;
/** `Dockerfile.dev`, `target: development`. */
const NAMED = /(?:^|[-._])(?:dev|develop|development)(?:$|[-._])/i;
/** Whoever changes a file sees it at once. */
const WATCHING =
  /(?:^|[\s/])(?:nodemon|ts-node-dev|tsnd)\b|--watch\b|\btsx watch\b|\bstart:dev\b|\b(?:npm run|yarn|pnpm)(?: run)? (?:start:)?dev\b/;

/** Code of the repository that takes the place of what was built into the image. */
function isSource(tree: Tree, path: string): boolean {
  return baseName(path) === 'src' || tree.has(path === '.' ? 'package.json' : `${path}/package.json`);
}
