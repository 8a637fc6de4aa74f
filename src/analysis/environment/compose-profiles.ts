import type { Deployment, EnvEntry, Infrastructure, Profile, Running, Unit } from '../../model/deployment.js';
import { compareLocations, compareText } from '../../model/location.js';
import type { ComposeService } from '../deployment-files/compose.js';
import { engineOf } from '../deployment-files/engines.js';
import { isJobService } from '../deployment-files/jobs.js';
import { bare } from '../deployment-files/names.js';
import { baseName, folderOf, OUTSIDE } from '../../shared/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import { composeSets, servicesOf, type ComposeSet } from './compose-sets.js';
import { inContainer, within } from './containers.js';
import { imageEnv } from './local.js';

/** Each way to run compose files together is one way in which the system is deployed. */
export function composeProfiles(files: DeploymentFiles, units: readonly Unit[]): Profile[] {
  return composeSets(files.composes).map((set) => profileOf(files, units, set));
}

function profileOf(files: DeploymentFiles, units: readonly Unit[], set: ComposeSet): Profile {
  const services = servicesOf(set);
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
  const at = units.find((u) => u.evidence.some((e) => compareLocations(e.at, service.at) === 0));
  if (at) return at;
  if (isJobService(service)) return undefined;
  const folders = [service.dockerfile && folderOf(service.dockerfile), service.context, ...service.mounts];
  const folder = units.find((u) => u.path !== '.' && folders.includes(u.path));
  if (folder) return folder;
  const named = units.find((u) => u.aliases.includes(service.name)) ?? units.find((u) => bare(u.name) === bare(service.name));
  return named && isOwnImage(service) ? named : units.find((u) => isImageOf(u, service));
}

/** An image of a registry that is named after the unit, under a service name of more words. */
function isImageOf({ name }: Unit, service: ComposeService): boolean {
  const image = service.image ?? '';
  const isNamed = bare(baseName(image).replace(/[:@].*$/s, '')) === bare(name) && engineOf(image) === undefined;
  return isNamed && service.name.toLowerCase().split(/[-_.]/).includes(name.toLowerCase());
}

/** What runs code that is mounted. */
const RUNTIME = /(^|\/)(node|bun|deno)(?![\w-])/;

/** It is built, runs mounted code, or its image is named after it: `auth` with the image of an identity provider is none of ours. */
function isOwnImage({ name, image, context }: ComposeService): boolean {
  if (image === undefined || context !== undefined || RUNTIME.test(image)) return true;
  return (
    engineOf(image) === undefined &&
    image
      .toLowerCase()
      .replace(/[-_.\s]/g, '')
      .includes(bare(name))
  );
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
    running: runningOf(files, service),
    ...(service.onHostNetwork && { onHostNetwork: true as const }),
    ...(imageOf(service) !== undefined && { image: imageOf(service) ?? '' }),
    at: service.at,
  };
}

/**
 * What is built: two services of one context, file, target and arguments are one image. Outside the repository nothing has a name; what
 * runs mounted code is nobody's image.
 */
function imageOf({ context, dockerfile, target, args, image }: ComposeService): string | undefined {
  if (context === undefined && image !== undefined && RUNTIME.test(image)) return undefined;
  if (context === undefined || context === OUTSIDE || dockerfile === OUTSIDE) return image;
  const where = dockerfile === undefined ? context : `${dockerfile} in ${context}`;
  return [
    where,
    ...(target === undefined ? [] : [`target ${target}`]),
    ...Object.entries(args).map(([name, value]) => `${name}=${value}`),
  ].join(', ');
}

/** What is built is not pulled, and an image may bring its health check along. */
function runningOf({ dockerfiles }: DeploymentFiles, { running, context, dockerfile }: ComposeService): Running {
  const { pulls, ...rest } = running;
  const isChecked = dockerfiles.some((one) => one.file === dockerfile && one.hasHealthCheck);
  return {
    ...rest,
    ...(pulls !== undefined && context === undefined && { pulls }),
    probes: isChecked && rest.probes.length === 0 ? ['healthcheck'] : rest.probes,
  };
}

/** Two services of one folder are variants of it (v1 and v2, or two commands). */
function withVariants(deployments: readonly Deployment[], services: readonly ComposeService[]): Deployment[] {
  return deployments.map((d) => {
    const twins = deployments.filter((other) => other.unit === d.unit);
    const name = services.find((s) => compareLocations(s.at, d.at) === 0)?.name;
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
    running: service.running,
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
