import { placeText } from '../../model/location.js';
import type { ComposeService } from '../deployment-files/compose.js';
import { imageOf } from '../deployment-files/processes/dockerfile.js';
import { engineOf } from '../deployment-files/engines.js';
import { isJobService } from '../deployment-files/jobs.js';
import { bare } from '../deployment-files/names.js';
import { baseName, folderOf, isInside } from '../../shared/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import type { Candidate } from './candidate.js';
import type { Folders } from './folders.js';
import { entryOfItsOwn, startedAlone, startedBy, type Started } from './started.js';

export function fromCompose(files: DeploymentFiles, folders: Folders): Candidate[] {
  // What a file includes it names again.
  const services = new Map(files.composes.flatMap((compose) => compose.services).map((service) => [placeText(service.at), service]));
  const started = [...services.values()].map((service) => startedBy(files, folders, service, folderOfService(files, folders, service)));
  return started.flatMap((one) => candidatesOf(one, started));
}

function candidatesOf(one: Started, all: readonly Started[]): Candidate[] {
  const { service, folders } = one;
  const evidence = { at: service.at, text: `service ${service.name} of ${service.at.file}` };
  if (folders.length > 1) return folders.map((path) => ({ path, source: 'compose', aliases: [], evidence, ...named(path, stem(path)) }));
  const whole = one.path === undefined ? startedAlone(one) : { path: one.path, entries: [] };
  const { path, entries } = entryOfItsOwn(one, all) ?? whole ?? {};
  if (path === undefined) return [];
  const job = isJobService(service) && { job: true as const };
  return [{ path, source: 'compose', aliases: service.hosts, evidence, ...job, ...named(path, service.name), entries: entries ?? [] }];
}

/** The root says nothing, and a file that is a service by itself ends like all of them. */
function named(path: string, name: string): Pick<Candidate, 'name'> {
  return path === '.' || FILE.test(path) ? { name } : {};
}

const FILE = /\.[mc]?[jt]s$/;

function stem(path: string): string {
  return baseName(path).replace(/(?:\.service)?\.[mc]?[jt]s$/, '');
}

/** Where the code of a compose service is: its build, else what is mounted, else a folder of its name. */
function folderOfService(files: DeploymentFiles, folders: Folders, service: ComposeService): string | undefined {
  const { context, mounts, image } = service;
  if (context === undefined && image !== undefined && !/node|bun|deno/.test(image)) return folderOfImage(files, folders, service);
  if (isBuiltEngine(files, service)) return undefined;
  const dockerFolder = service.dockerfile && folderOf(service.dockerfile);
  const options = [dockerFolder, context, ...mounts.map((mount) => wholeOf(folders, mount))].filter((f): f is string => f !== undefined);
  const usable = options.find((folder) => isUsable(files, folders, folder));
  if (usable !== undefined) return usable;
  if (context === undefined && mounts.length === 0) return undefined;
  return folderNamedBy(folders, service, dockerFolder) ?? builtWhole(files, folders, context);
}

function folderNamedBy(folders: Folders, service: ComposeService, dockerFolder = ''): string | undefined {
  const { name, args, target = '', command, hosts } = service;
  return folders.byName([baseName(dockerFolder), name, ...Object.values(args), target, ...command.split(/[\s/:=]+/), ...hosts]);
}

/** A context that is neither a package nor many of them. */
function builtWhole(files: DeploymentFiles, folders: Folders, context: string | undefined): string | undefined {
  if (context === undefined || !folders.hasSource(context) || folders.holdsMany(context)) return undefined;
  return context === '.' && isShell(files, folders) ? undefined : context;
}

/** All source of the repository lies in its applications and libraries: the image holds them all and is none of them. */
function isShell({ tree }: DeploymentFiles, folders: Folders): boolean {
  return hasGroups(tree.files) && !tree.files.some((file) => /^(?:src\/.*|[^/]+)$/.test(file) && folders.isSource(file));
}

/** What an image is given from here sets it up. */
const TOOLS = /(?:^|\/)(?:scripts?|tools?|hack)\//;

/** A foreign image may be given a whole folder to run; one of our own is named after its folder, as its service is. */
function folderOfImage(files: DeploymentFiles, folders: Folders, { name, image = '', mounts }: ComposeService): string | undefined {
  const mounted = mounts.find((folder) => isUsable(files, folders, folder) && !TOOLS.test(folder) && isProgram(files, folders, folder));
  if (mounted !== undefined) return wholeOf(folders, mounted);
  if (engineOf(image) !== undefined) return undefined;
  const own = baseName(image).replace(/[:@].*$/s, '');
  const named = bare(own).endsWith(bare(name)) ? folders.byName([name]) : undefined;
  return named ?? endings(own).flatMap((ending) => folders.named(ending) ?? [])[0];
}

/** PHP is also what settings and plugins of a foreign program are written in; a program has a page to begin with. */
function isProgram({ tree }: DeploymentFiles, folders: Folders, folder: string): boolean {
  return folders.hasSource(folder) || tree.files.some((file) => isInside(file, folder) && START.test(file));
}

const START = /\.(?:py|go|java|rb|cs|rs|kt|ex|scala|cpp|cc)$|(?:^|\/)(?:index\.php|artisan|composer\.json|pom\.xml|go\.mod|Cargo\.toml)$/;

/** `shop-scoring-engine`: also `scoring-engine`, but `engine` is said of many. */
function endings(image: string): string[] {
  const words = image.split('-');
  return words.slice(0, -1).map((_, from) => words.slice(from).join('-'));
}

/** A database with scripts of its own. */
function isBuiltEngine({ dockerfiles }: DeploymentFiles, { dockerfile, target, args }: ComposeService): boolean {
  const built = dockerfiles.find(({ file }) => file === dockerfile);
  return built !== undefined && engineOf(imageOf(built, target, args)?.base ?? '') !== undefined;
}

/** A part of a package that is mounted stands for the package. */
function wholeOf(folders: Folders, mount: string): string {
  const above = folders.packageAbove(mount);
  if (above === undefined || above.folder === '.') return mount;
  return folders.holdsMany(above.folder) && above.scripts.start === undefined ? mount : above.folder;
}

function isUsable({ tree }: DeploymentFiles, folders: Folders, folder: string): boolean {
  if (!tree.hasFolder(folder) || folders.holdsMany(folder)) return false;
  return folder !== '.'
    ? folders.hasCode(folder)
    : folders.packageAt('.') !== undefined && folders.hasSource('.') && !hasGroups(tree.files);
}

/** `apps/` or `services/` at the root hold what is deployed. */
function hasGroups(files: readonly string[]): boolean {
  return files.some((file) => /^(?:apps|services|packages|microservices)\/[^/]+\//.test(file));
}
