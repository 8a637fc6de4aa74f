import type { EnvEntry, Unit } from '../../model/deployment.js';
import { imageOf } from '../deployment-files/processes/dockerfile.js';
import { expanded, readDotenv, type DotenvEntry } from '../deployment-files/dotenv.js';
import { below } from '../../shared/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import { argumentsOf } from '../deployment-files/processes/arguments.js';
import { FUNCTION_SETTINGS, readFunctionSettings } from '../deployment-files/function-settings.js';
import { shellCommands, shellLine } from '../deployment-files/processes/shell.js';

/** Lowest first; a later file wins. A sample is the truth of nobody's deployment, but often the only one there is. */
const FILES = [
  '.env.production',
  '.env.prod',
  '.env.sample',
  '.env.template',
  '.env.example',
  '.env.dist',
  'env.example',
  'example.env',
  '.example.env',
  'sample.env',
  '.sample.env',
  '.env-example',
  '.env_example',
  '.env.local.sample',
  '.env.local.example',
  '.env.defaults',
  '.env.default',
  '.env.base',
  '.env.development',
  '.env.dev',
  '.env.local',
  '.env',
] as const;
const PLACES = ['config', 'env', 'envs', 'environments', 'src/env', 'src/environments', 'src/config', 'src'] as const;
const SAMPLE = /example|sample|template|dist/;

/**
 * The unit's own folder wins over the root, which only counts where the unit is no package of its own, a task that Nx starts from there, or
 * a member of a workspace that has no file of its own.
 */
export function localEnv({ tree, packages, workspace }: DeploymentFiles, unit: Unit): Record<string, EnvEntry> {
  const out = new Map<string, DotenvEntry & Pick<EnvEntry, 'source'>>();
  const inner = [unit.path, ...PLACES.map((place) => below(unit.path, place))].filter((folder) => tree.hasFolder(folder));
  const hasOwn = inner.some((folder) => FILES.some((name) => tree.has(below(folder, name))));
  const isOwnPackage = packages.some((p) => p.folder === unit.path && p.folder !== '.');
  const readsRoot = !isOwnPackage || tree.has('nx.json') || (workspace.has(unit.path) && !hasOwn);
  for (const folder of readsRoot && unit.path !== '.' ? ['.', ...inner] : inner) {
    for (const name of FILES) {
      const file = below(folder, name);
      if (!tree.has(file)) continue;
      const source = SAMPLE.test(name) ? 'dotenv-example' : 'dotenv';
      // A sample's blank says nothing.
      const entries = readDotenv(file, tree.read(file) ?? '').filter(({ value }) => value !== '' || source === 'dotenv');
      for (const entry of entries) out.set(entry.name, { ...entry, source });
    }
  }
  for (const [name, entry] of functionSettings(tree, unit)) out.set(name, entry);
  for (const entry of scriptEnv(packages.find((p) => p.folder === unit.path))) out.set(entry.name, { ...entry, source: 'script' });
  return Object.fromEntries(expanded([...out.values()]).map(({ name, ...entry }) => [name, entry]));
}

/** Of the first file that is there: what a sample beside it says is older. */
function functionSettings(tree: DeploymentFiles['tree'], unit: Unit): (readonly [string, DotenvEntry & Pick<EnvEntry, 'source'>])[] {
  const name = FUNCTION_SETTINGS.find((one) => tree.has(below(unit.path, one)));
  if (name === undefined) return [];
  const file = below(unit.path, name);
  const source = SAMPLE.test(name) ? 'dotenv-example' : 'dotenv';
  const entries = readFunctionSettings(file, tree.read(file) ?? '').filter(({ value }) => value !== '');
  return entries.map((entry) => [entry.name, { ...entry, source }] as const);
}

/** `"start": "PORT=3000 node . --verbose yes"`. */
function scriptEnv(own: DeploymentFiles['packages'][number] | undefined): DotenvEntry[] {
  const line = own?.scripts.start ?? own?.scripts.dev ?? '';
  const at = { file: own?.file ?? '', line: 1, column: 1 };
  const variables = shellCommands(line).flatMap(({ env }) => Object.entries(env).map(([name, value]) => ({ name, value, at })));
  return [...variables, ...argumentsOf(line, at)];
}

interface Build {
  readonly dockerfile?: string;
  readonly target?: string;
  readonly args?: Readonly<Record<string, string>>;
  /** What takes the place of the image's own command; '' where nothing does. */
  readonly command?: string;
}

/** ENV of what is built, and what its command gives, of the unit's own Dockerfile where nobody says which. */
export function imageEnv({ dockerfiles }: DeploymentFiles, unit: Unit, build: Build = {}): Record<string, EnvEntry> {
  const wanted = build.dockerfile ?? below(unit.path, 'Dockerfile');
  const dockerfile = dockerfiles.find(({ file }) => file === wanted);
  const image = dockerfile && imageOf(dockerfile, build.target, build.args);
  const command = (build.command ?? '') === '' ? shellLine(image?.command ?? []) : '';
  const env = [...(image?.env ?? []), ...argumentsOf(command, { file: wanted, line: 1, column: 1 })];
  return Object.fromEntries(env.map(({ name, value, at }): [string, EnvEntry] => [name, { value, source: 'dockerfile', at }]));
}
