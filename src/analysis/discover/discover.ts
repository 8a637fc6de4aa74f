import type { Discovery } from '../../model/deployment.js';
import type { Manifest } from '../../model/manifest.js';
import { type Disk, realDisk } from '../../shared/disk.js';
import { UserError } from '../../shared/errors.js';
import { leavesOut } from '../deployment-files/gitignore.js';
import { readDeploymentFiles, type DeploymentFiles } from '../deployment-files/read.js';
import { diskTree, type Tree } from '../deployment-files/tree.js';
import { foldersOf } from './folders.js';
import { functionsIn, triggersIn } from './from-serverless.js';
import { localPackages } from './local-packages.js';
import { pathMappings } from './path-mappings.js';
import { proxyRules } from './proxies.js';
import { sourceFiles } from './source-files.js';
import { foreignReads } from './foreign-reads.js';
import { units } from './units.js';
import { unlisted } from './unlisted.js';

export interface Found {
  readonly layout: Omit<Discovery, 'profiles'>;
  readonly files: DeploymentFiles;
}

/** What there is below the root, from one walk: units, packages, source and schema files. */
export function discover(root: string, manifest: Manifest | undefined, disk: Disk = realDisk): Found {
  return discoverIn(walk(root, disk), manifest);
}

/** All files below the root. */
export function walk(root: string, disk: Disk): Tree {
  assertFolder(disk, root);
  return diskTree(root, disk);
}

export function discoverIn(tree: Tree, manifest: Manifest | undefined): Found {
  const files = readDeploymentFiles(tree);
  const isExcluded = leavesOut(manifest?.exclude ?? []);
  const folders = foldersOf(files);
  const found = units(files, folders, manifest).filter((unit) => unit.declared || unit.path === '.' || !isExcluded(`${unit.path}/`));
  const layout = {
    units: found,
    packages: localPackages(files),
    proxies: proxyRules(files, found),
    files: sourceFiles(tree, folders).filter((file) => !isExcluded(file)),
    skipped: tree.skipped,
    schemaFiles: schemaFiles(tree),
    problems: files.problems,
    pathMappings: pathMappings(tree),
    foreignReads: foreignReads(tree, found),
    triggers: triggersIn(files, found),
    functions: functionsIn(files, found),
    subscriptions: [...files.stacks.flatMap(({ subscriptions }) => subscriptions), ...files.subscriptions],
    unlisted: unlisted(files, folders, manifest).filter(({ path }) => !isExcluded(`${path}/`)),
    unmatched: (manifest?.exclude ?? []).filter((glob) => matchesNothing(glob, tree)),
    ignores: files.ignores.filter(({ file }) => !isExcluded(file)),
  };
  return { layout, files };
}

function assertFolder(disk: Disk, root: string): void {
  const found = disk.look(root);
  if (!found) throw new UserError('E_ROOT', `there is no folder ${root}`, { hint: 'Give the folder of the system with --root.' });
  if (found.kind !== 'folder')
    throw new UserError('E_ROOT', `${root} is a file, not a folder`, { hint: 'Give the folder of the system with --root.' });
}

/** A glob that takes back (`!…`) says nothing of its own. */
function matchesNothing(glob: string, tree: Tree): boolean {
  const isMeant = leavesOut([glob]);
  return !glob.startsWith('!') && !tree.files.some(isMeant);
}

/** Documents of an API, by how they are called: to look into every YAML file would cost more than it brings. */
const OPENAPI = /(?:^|\/)(?:[\w.-]*(?:openapi|swagger)[\w.-]*|(?:[\w-]+[.-])?api(?:-docs|-spec)?)\.(?:ya?ml|json)$/i;

const ASYNCAPI = /(?:^|\/)(?:[\w.-]*asyncapi[\w.-]*|asyncapi\/(?:[^/]+\/)*[^/]+)\.(?:ya?ml|json)$/i;

const SCHEMAS = { proto: 'proto', prisma: 'prisma', sql: 'sql', graphql: 'graphql', gql: 'graphql' } as const;

function schemaFiles(tree: Tree): Discovery['schemaFiles'] {
  return tree.files.flatMap((file): Discovery['schemaFiles'] => {
    const extension = file.slice(file.lastIndexOf('.') + 1);
    const kind = Object.hasOwn(SCHEMAS, extension) ? SCHEMAS[extension as keyof typeof SCHEMAS] : undefined;
    if (kind !== undefined) return [{ kind, file }];
    if (ASYNCAPI.test(file)) return [{ kind: 'asyncapi', file }];
    return OPENAPI.test(file) ? [{ kind: 'openapi', file }] : [];
  });
}
