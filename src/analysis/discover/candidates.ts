import type { Evidence } from '../../model/deployment.js';
import type { ComposeService } from '../deployment-files/compose.js';
import { asMap, parsed, type Package } from '../deployment-files/packages.js';
import { baseName, below, folderOf, isInside } from '../deployment-files/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import { isFrontend, isServer, runs } from './kind.js';
import { isSource } from './source-files.js';

/** A folder that may be a service, and why. */
export interface Candidate {
  readonly path: string;
  readonly aliases: readonly string[];
  readonly evidence: Evidence;
  readonly command: string;
  /** Name by which it is configured, where the folder has no own one (root, several from one folder). */
  readonly name?: string;
  readonly entry?: string;
}

const MANY_PACKAGES = 2;

/** All that deployment files and layouts name, strongest first. */
export function candidates(files: DeploymentFiles): Candidate[] {
  const declared = [...fromCompose(files), ...fromNest(files), ...fromNx(files)];
  const docker = fromDocker(files);
  const found = [...declared, ...docker, ...fromKubernetes(files, [...declared, ...docker])];
  const frontends = startable(files).filter((c) => !isLibraryOf(files, c.path));
  const inWorkspaces = isWorkspace(files)
    ? frontends
    : frontends.filter((c) => found.length <= 1 || isFrontend(packageAt(files, c.path)?.dependencies ?? {}) || siblingOf(c.path, found));
  return [...found, ...inWorkspaces];
}

function packageAt(files: DeploymentFiles, folder: string): Package | undefined {
  return files.packages.find((p) => p.folder === folder);
}

/** A folder beside folders that are services. */
function siblingOf(path: string, found: readonly Candidate[]): boolean {
  return found.filter((c) => c.path !== path && folderOf(c.path) === folderOf(path)).length >= 2;
}

export function holdsMany(files: DeploymentFiles, folder: string): boolean {
  return files.packages.filter((p) => p.folder !== folder && isInside(p.folder, folder)).length >= MANY_PACKAGES;
}

function fromCompose(files: DeploymentFiles): Candidate[] {
  return files.composes.flatMap((compose) =>
    compose.services.flatMap((service) => {
      const path = folderOfService(files, service);
      if (path === undefined) return [];
      return [
        {
          path,
          aliases: [...service.hosts],
          command: service.command,
          evidence: { at: service.at, text: `service ${service.name} of ${compose.file}` },
          ...(path === '.' && { name: service.name }),
        },
      ];
    }),
  );
}

/** Where the code of a compose service is: its build, else what is mounted, else a folder of its name. */
export function folderOfService(files: DeploymentFiles, service: ComposeService): string | undefined {
  const built = service.context !== undefined;
  const options = [service.dockerfile, service.context, ...service.mounts].filter((f): f is string => f !== undefined);
  for (const folder of options) {
    if (isUsable(files, folder)) return folder;
  }
  if (!built && service.mounts.length === 0) return undefined;
  if (!built && service.image !== undefined && !/node|bun|deno/.test(service.image)) return undefined;
  const wanted = [
    service.name,
    ...Object.values(service.args),
    service.target ?? '',
    ...service.command.split(/[\s/:=]+/),
    ...service.hosts,
  ];
  return (
    byName(files, wanted) ??
    (service.context !== undefined && hasSource(files, service.context) && !holdsMany(files, service.context) ? service.context : undefined)
  );
}

function isUsable(files: DeploymentFiles, folder: string): boolean {
  if (!files.tree.hasFolder(folder) || holdsMany(files, folder)) return false;
  return folder !== '.' ? hasCode(files, folder) : packageAt(files, '.') !== undefined && hasSource(files, '.') && nestedApps(files) === 0;
}

function nestedApps(files: DeploymentFiles): number {
  return new Set(files.tree.files.flatMap((file) => /^(?:apps|services|packages|microservices)\/[^/]+\//.exec(file)?.[0] ?? [])).size;
}

function hasSource(files: DeploymentFiles, folder: string): boolean {
  return files.tree.files.some((file) => isInside(file, folder) && isSource(file));
}

function hasCode(files: DeploymentFiles, folder: string): boolean {
  return files.tree.files.some(
    (file) =>
      isInside(file, folder) &&
      (isSource(file) || /\.(py|go|java|php|rb|cs|rs|kt|ex|scala|cpp|cc)$|(^|\/)(pom\.xml|go\.mod|composer\.json|Cargo\.toml)$/.test(file)),
  );
}

/** A folder whose name is one of these words, without separators and the word "service". */
function byName(files: DeploymentFiles, words: readonly string[]): string | undefined {
  const wanted = new Set(words.map(bare).filter((w) => w.length > 1));
  const folders = [
    ...new Set([
      ...files.packages.map((p) => p.folder),
      ...files.tree.files.flatMap((f) => /^((?:.*\/)?(?:apps|services|packages|microservices)\/[^/]+)\//.exec(f)?.[1] ?? []),
    ]),
  ];
  return folders.filter((f) => f !== '.' && wanted.has(bare(baseName(f)))).sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0];
}

export function bare(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[-_.\s]/g, '')
      .replace(/(micro)?services?$|depl(oyment)?$|^ms/g, '') || name.toLowerCase()
  );
}

function fromNest(files: DeploymentFiles): Candidate[] {
  return files.tree.files
    .filter((f) => baseName(f) === 'nest-cli.json')
    .flatMap((file) => {
      const projects = asMap(parsed(files.tree.read(file) ?? '')?.get('projects'));
      return [...(projects ?? [])].flatMap(([name, project]) => {
        const of = asMap(project);
        const root = of?.get('root');
        if (of?.get('type') !== 'application' || typeof root !== 'string') return [];
        const [sourceRoot, entry] = [of.get('sourceRoot'), of.get('entryFile')];
        const path = below(folderOf(file), root);
        const start =
          typeof sourceRoot === 'string' && typeof entry === 'string' ? `${below(folderOf(file), sourceRoot)}/${entry}.ts` : undefined;
        return [
          {
            path,
            aliases: [name],
            command: '',
            evidence: { at: { file, line: 1, column: 1 }, text: `application ${name} of nest-cli.json` },
            ...(start !== undefined && { entry: start }),
          },
        ];
      });
    });
}

function fromNx(files: DeploymentFiles): Candidate[] {
  return files.tree.files
    .filter((f) => baseName(f) === 'project.json')
    .flatMap((file) => {
      const project = parsed(files.tree.read(file) ?? '');
      const path = folderOf(file);
      const [type, name] = [project?.get('projectType'), project?.get('name')];
      if (type !== 'application' || /-e2e$/.test(path) || !hasSource(files, path)) return [];
      return [
        {
          path,
          aliases: typeof name === 'string' ? [name] : [],
          command: '',
          evidence: { at: { file, line: 1, column: 1 }, text: 'Nx application' },
        },
      ];
    });
}

function fromDocker(files: DeploymentFiles): Candidate[] {
  return files.dockerFolders
    .filter(
      (folder) =>
        folder !== '.' &&
        hasCode(files, folder) &&
        !holdsMany(files, folder) &&
        (packageAt(files, folder) !== undefined || !hasSource(files, folder)),
    )
    .map((path) => ({
      path,
      aliases: [],
      command: '',
      evidence: {
        at: { file: files.tree.files.find((f) => folderOf(f) === path && /Dockerfile/i.test(baseName(f))) ?? path, line: 1, column: 1 },
        text: 'Dockerfile',
      },
    }));
}

function fromKubernetes(files: DeploymentFiles, found: readonly Candidate[]): Candidate[] {
  return files.kubernetes.workloads.flatMap((workload) => {
    const names = [workload.name, workload.container, baseName(workload.image).split(':')[0] ?? ''];
    const known = found.find((c) => names.some((n) => [baseName(c.path), ...c.aliases].some((a) => bare(a) === bare(n))));
    const path = known?.path ?? byName(files, names);
    return path === undefined
      ? []
      : [
          {
            path,
            aliases: [workload.name.replace(/-depl(oyment)?$/, '')],
            command: '',
            evidence: { at: workload.at, text: `${workload.kind} ${workload.name}` },
          },
        ];
  });
}

/** Packages that start a process by themselves. */
function startable(files: DeploymentFiles): Candidate[] {
  return files.packages
    .filter(
      (p) =>
        (p.scripts['start'] ?? p.scripts['dev'] ?? p.scripts['serve'] ?? p.scripts['start:dev']) !== undefined &&
        (runs(p.dependencies) || listens(files, p.folder)) &&
        hasSource(files, p.folder),
    )
    .filter((p) =>
      p.folder === '.' ? files.packages.length === 1 || (!holdsMany(files, '.') && isServer(p.dependencies)) : !holdsMany(files, p.folder),
    )
    .map((p) => ({
      path: p.folder,
      aliases: [],
      command: p.scripts['start'] ?? '',
      evidence: { at: { file: p.file, line: 1, column: 1 }, text: 'package with a start script' },
    }));
}

/** Dependencies may be hoisted to the root: does the code itself listen? */
function listens(files: DeploymentFiles, folder: string): boolean {
  return files.tree.files.some(
    (file) =>
      isInside(file, folder) &&
      isSource(file) &&
      /(^|\/)(main|index|server|app)\.[mc]?[jt]s$/.test(file) &&
      /\.listen\(|NestFactory|createServer\(/.test(files.tree.read(file) ?? ''),
  );
}

function isWorkspace(files: DeploymentFiles): boolean {
  return files.tree.has('pnpm-workspace.yaml') || files.tree.has('lerna.json') || (packageAt(files, '.')?.workspaces.length ?? 0) > 0;
}

/** Another package of the repository depends on it: a library. */
function isLibraryOf(files: DeploymentFiles, folder: string): boolean {
  const name = packageAt(files, folder)?.name;
  return name !== undefined && files.packages.some((p) => p.folder !== folder && Object.hasOwn(p.dependencies, name));
}
