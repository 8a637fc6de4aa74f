import type { Deployment, EnvEntry, ForeignRead, Profile, Unit } from '../../model/deployment.js';
import type { Manifest } from '../../model/manifest.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import { composeProfiles } from './compose-profiles.js';
import { inContainer, within } from './containers.js';
import { kubernetesProfiles } from './kubernetes-profiles.js';
import { imageEnv, localEnv } from './local.js';
import { stackProfiles } from './stack-profiles.js';

/** What runs from its folder, as in development. */
export const CODE_PROFILE = 'code';

export interface EnvironmentInput {
  readonly files: DeploymentFiles;
  readonly units: readonly Unit[];
  readonly manifest: Manifest | undefined;
  readonly foreignReads?: readonly ForeignRead[];
}

/**
 * How the system is deployed, each way as a profile of its own. Precedence of a variable: manifest, compose `environment`,
 * `env_file`, k8s, the image's ENV, the service's own .env files; code defaults stay in the code.
 */
export function environment(input: EnvironmentInput): Profile[] {
  const deployed = [
    ...composeProfiles(input.files, input.units),
    ...kubernetesProfiles(input.files, input.units),
    ...stackProfiles(input.files, input.units),
  ].filter((p) => p.deployments.length > 0 || p.infrastructure.length > 0);
  const covered = new Set(deployed.flatMap((p) => p.deployments.map((d) => d.unit)));
  const profiles =
    input.units.some((u) => !covered.has(u.name)) || deployed.length === 0 ? [...deployed, codeProfile(input, deployed)] : deployed;
  return profiles.map((profile) => ({ ...profile, deployments: profile.deployments.map((d) => complete(input, d)) }));
}

/** A unit's own files and the manifest, below and above what the deployment says. */
function complete({ files, units, manifest, foreignReads = [] }: EnvironmentInput, deployment: Deployment): Deployment {
  const unit = units.find((u) => u.name === deployment.unit);
  if (!unit) return deployment;
  const declared = manifest?.services.find((s) => s.name === unit.name);
  const fromManifest = Object.fromEntries(
    Object.entries(declared?.env ?? {}).map(([name, value]): [string, EnvEntry] => [
      name,
      { value, source: 'manifest', at: declared?.at ?? deployment.at },
    ]),
  );
  return { ...deployment, env: { ...defaultsOf(unit, foreignReads), ...localEnv(files, unit), ...deployment.env, ...fromManifest } };
}

/** What source in other languages takes where nobody sets a variable. In our own the default stays in the code. */
function defaultsOf({ name: unit }: Unit, reads: readonly ForeignRead[]): Record<string, EnvEntry> {
  return Object.fromEntries(
    reads.flatMap(({ unit: reader, what, at }): [string, EnvEntry][] =>
      reader === unit && 'variable' in what && what.fallback !== undefined
        ? [[what.variable, { value: what.fallback, source: 'code', at }]]
        : [],
    ),
  );
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
  return { name: CODE_PROFILE, deployments, infrastructure };
}
