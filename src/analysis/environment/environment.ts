import type { Deployment, EnvEntry, Infrastructure, Profile, Unit } from '../../model/deployment.js';
import { compareText } from '../../model/location.js';
import type { Manifest } from '../../model/manifest.js';
import { isJobService } from '../deployment-files/jobs.js';
import { bare } from '../deployment-files/names.js';
import { baseName, folderOf, OUTSIDE } from '../deployment-files/paths.js';
import type { ComposeFile, ComposeService } from '../deployment-files/compose.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import { inContainer, within } from './containers.js';
import { imageEnv, localEnv } from './local.js';
import { kubernetesProfiles } from './kubernetes-profiles.js';
import { engineOf } from '../deployment-files/engines.js';

export interface EnvironmentInput {
  readonly files: DeploymentFiles;
  readonly units: readonly Unit[];
  readonly manifest: Manifest | undefined;
}

/**
 * How the system is deployed, each way as a profile of its own. Precedence of a variable: manifest, compose `environment`,
 * `env_file`, k8s, the image's ENV, the service's own .env files; code defaults stay in the code.
 */
export function environment(input: EnvironmentInput): Profile[] {
  const composed = composeSets(input.files.composes).map((set) => composeProfile(input, set));
  const deployed = [...composed, ...kubernetesProfiles(input.files, input.units)].filter(
    (p) => p.deployments.length > 0 || p.infrastructure.length > 0,
  );
  const covered = new Set(deployed.flatMap((p) => p.deployments.map((d) => d.unit)));
  const profiles =
    input.units.some((u) => !covered.has(u.name)) || deployed.length === 0 ? [...deployed, codeProfile(input, deployed)] : deployed;
  return profiles.map((profile) => ({ ...profile, deployments: profile.deployments.map((d) => complete(input, d)) }));
}

/** A unit's own files and the manifest, below and above what the deployment says. */
function complete({ files, units, manifest }: EnvironmentInput, deployment: Deployment): Deployment {
  const unit = units.find((u) => u.name === deployment.unit);
  if (!unit) return deployment;
  const declared = manifest?.services.find((s) => s.name === unit.name);
  const fromManifest = Object.fromEntries(
    Object.entries(declared?.env ?? {}).map(([name, value]): [string, EnvEntry] => [
      name,
      { value, source: 'manifest', at: declared?.at ?? deployment.at },
    ]),
  );
  return { ...deployment, env: { ...localEnv(files, unit), ...deployment.env, ...fromManifest } };
}

interface ComposeSet {
  readonly name: string;
  readonly files: readonly ComposeFile[];
}

/** The default file with its override is one way to run; every other file is another; a partial one goes on top of the base. */
function composeSets(composes: readonly ComposeFile[]): ComposeSet[] {
  const usable = composes.filter((c) => c.services.length > 0);
  const folders = [...new Set(usable.map((c) => c.file.slice(0, Math.max(0, c.file.lastIndexOf('/')))))];
  return folders.flatMap((folder) => {
    const here = usable.filter((c) => c.file.slice(0, Math.max(0, c.file.lastIndexOf('/'))) === folder);
    const base = here.find((c) => /^(docker-)?compose\.ya?ml$/.test(baseName(c.file)));
    const override = here.find((c) => /^(docker-)?compose\.override\.ya?ml$/.test(baseName(c.file)));
    const others = here.filter((c) => c !== base && c !== override);
    const first = base ? [{ name: base.file, files: override ? [base, override] : [base] }] : [];
    return [...first, ...others.map((c) => ({ name: c.file, files: base && isPartial(c) ? [base, c] : [c] }))];
  });
}

function isPartial({ services }: ComposeFile): boolean {
  return services.every((s) => s.image === undefined && s.context === undefined);
}

function composeProfile({ files, units }: EnvironmentInput, set: ComposeSet): Profile {
  const services = mergedServices(set.files);
  const deployments: Deployment[] = [];
  const infrastructure: Infrastructure[] = [];
  for (const service of services) {
    const shared = inContainer(files, units, service.at);
    const unit = unitOf(units, service);
    if (shared.length > 1)
      for (const inside of shared) deployments.push(within(deploymentOf(files, inside.unit, service), inside, service.name));
    else if (unit) deployments.push(deploymentOf(files, unit, service));
    else if (!isJobService(service) && (service.image !== undefined || service.context !== undefined))
      infrastructure.push(infrastructureOf(service));
  }
  return {
    name: set.name,
    deployments: withVariants(deployments, services),
    infrastructure: infrastructure.sort((a, b) => compareText(a.name, b.name)),
  };
}

/** By the evidence of discovery (the unit was found through this very service), else by folder, else by name. */
function unitOf(units: readonly Unit[], service: ComposeService): Unit | undefined {
  const at = units.find((u) => u.evidence.some((e) => e.at.file === service.at.file && e.at.line === service.at.line));
  if (at) return at;
  if (isJobService(service)) return undefined;
  const folders = [service.dockerfile && folderOf(service.dockerfile), service.context, ...service.mounts];
  const folder = units.find((u) => u.path !== '.' && folders.includes(u.path));
  if (folder) return folder;
  if (engineOf(service.image ?? '') !== undefined) return undefined;
  return units.find((u) => u.aliases.includes(service.name)) ?? units.find((u) => isImageOf(u, service));
}

/** An image of a registry that is named after the unit, under a service name that is too: the one of the two may hold more words. */
function isImageOf({ name }: Unit, service: ComposeService): boolean {
  const image = bare(baseName(service.image ?? '').replace(/[:@].*$/s, ''));
  if (bare(service.name) === bare(name)) return image.endsWith(bare(name));
  return image === bare(name) && service.name.toLowerCase().split(/[-_.]/).includes(name.toLowerCase());
}

function mergedServices(files: readonly ComposeFile[]): ComposeService[] {
  const out = new Map<string, ComposeService>();
  for (const service of files.flatMap((f) => f.services)) {
    const base = out.get(service.name);
    out.set(
      service.name,
      base
        ? {
            ...base,
            ...service,
            hosts: [...base.hosts, ...service.hosts],
            env: [...base.env, ...service.env],
            envFileEntries: [...base.envFileEntries, ...service.envFileEntries],
            ports: [...base.ports, ...service.ports],
            at: base.at,
          }
        : service,
    );
  }
  return [...out.values()];
}

function deploymentOf(files: DeploymentFiles, unit: Unit, service: ComposeService): Deployment {
  const entry =
    (source: EnvEntry['source']) =>
    ({ name, value, at }: ComposeService['env'][number]): [string, EnvEntry] => [name, { value, source, at }];
  return {
    unit: unit.name,
    env: {
      ...imageEnv(files, unit, service),
      ...Object.fromEntries([...service.envFileEntries.map(entry('env_file')), ...service.env.map(entry('compose'))]),
    },
    hosts: [...new Set(service.hosts)],
    ports: service.ports,
    ...(imageOf(service) !== undefined && { image: imageOf(service) ?? '' }),
    at: service.at,
  };
}

/** What is built: two services of one context, file, target and arguments are one image. Outside the repository nothing has a name. */
function imageOf({ context, dockerfile, target, args, image }: ComposeService): string | undefined {
  if (context === undefined || context === OUTSIDE || dockerfile === OUTSIDE) return image;
  const where = dockerfile === undefined ? context : `${dockerfile} in ${context}`;
  return [
    where,
    ...(target === undefined ? [] : [`target ${target}`]),
    ...Object.entries(args).map(([name, value]) => `${name}=${value}`),
  ].join(', ');
}

/** Two services of one folder are variants of it (v1 and v2, or two commands). */
function withVariants(deployments: readonly Deployment[], services: readonly ComposeService[]): Deployment[] {
  return deployments.map((d) => {
    const twins = deployments.filter((other) => other.unit === d.unit);
    const name = services.find((s) => s.at.line === d.at.line && s.at.file === d.at.file)?.name;
    return twins.length > 1 && name !== undefined ? { ...d, variant: name } : d;
  });
}

function infrastructureOf(service: ComposeService): Infrastructure {
  const engine = engineOf(service.image ?? service.name) ?? engineOf(service.name);
  return {
    name: service.name,
    hosts: service.hosts,
    ports: service.ports,
    at: service.at,
    ...(engine !== undefined && { engine }),
    ...(service.image !== undefined && { image: service.image }),
    env: Object.fromEntries(
      [...service.envFileEntries, ...service.env].map(({ name, value, at }): [string, EnvEntry] => [
        name,
        { value, source: 'compose', at },
      ]),
    ),
  };
}

/** What no file deploys runs from its folder, as in development, or out of one image with others. */
function codeProfile({ files, units }: EnvironmentInput, deployed: readonly Profile[]): Profile {
  const infrastructure = deployed.length === 0 ? [] : [...(deployed[0]?.infrastructure ?? [])];
  const shared = files.containers.flatMap(({ name, at }) => inContainer(files, units, at).map((inside) => ({ ...inside, name })));
  const deployments = units.map((unit): Deployment => {
    const alone: Deployment = {
      unit: unit.name,
      env: imageEnv(files, unit),
      hosts: [unit.name],
      ports: [],
      at: unit.evidence[0]?.at ?? { file: unit.path, line: 1, column: 1 },
    };
    const inside = shared.find((one) => one.unit === unit);
    return inside ? within(alone, inside, inside.name) : alone;
  });
  return { name: 'code', deployments, infrastructure };
}
