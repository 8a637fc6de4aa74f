import type { Deployment, Infrastructure, PortMapping, Profile, Unit } from '../../model/deployment.js';
import { compareLocations, type Location } from '../../model/location.js';
import { engineOf } from '../deployment-files/engines.js';
import { selects } from '../deployment-files/kubernetes/workloads.js';
import type { KubernetesEnvironment, ServiceObject, Workload } from '../deployment-files/kubernetes/read.js';
import { baseName } from '../../shared/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import { imageEnv } from './local.js';

/** Each environment of the cluster is one way in which the system is deployed. */
export function kubernetesProfiles(files: DeploymentFiles, units: readonly Unit[]): Profile[] {
  return files.kubernetes.environments.map((environment) => profileOf(files, units, environment));
}

function profileOf(files: DeploymentFiles, units: readonly Unit[], { name, workloads, services }: KubernetesEnvironment): Profile {
  const deployments = new Map<string, Deployment>();
  const infrastructure: Infrastructure[] = [];
  const inPods = new Map<string, Set<string>>();
  for (const workload of workloads) {
    const own = services.filter((service) => selects(service, workload));
    const unit = unitOf(units, workload, { services: own, among: workloads });
    if (unit) {
      const env = { ...imageEnv(files, unit), ...workload.env };
      deployments.set(unit.name, combined(deployments.get(unit.name), deploymentOf(unit, { ...workload, env }, own)));
      inPods.set(podOf(workload), (inPods.get(podOf(workload)) ?? new Set()).add(unit.name));
    } else infrastructure.push(infrastructureOf(workload, own));
  }
  return { name, deployments: [...deployments.values()].map((one) => inPod(one, inPods)), infrastructure };
}

function podOf({ kind, namespace, name }: Workload): string {
  return [kind, namespace, name].join(' ');
}

/** Several units in the containers of one pod start and stop together. */
function inPod(deployment: Deployment, inPods: ReadonlyMap<string, ReadonlySet<string>>): Deployment {
  const pod = [...inPods].find(([, units]) => units.size > 1 && units.has(deployment.unit))?.[0];
  return pod === undefined ? deployment : { ...deployment, container: pod };
}

interface Around {
  /** Services that send to it. */
  readonly services: readonly ServiceObject[];
  readonly among: readonly Workload[];
}

/** By the evidence of discovery, where a template did not make several workloads at one place; else by its names. */
function unitOf(units: readonly Unit[], workload: Workload, { services, among }: Around): Unit | undefined {
  const isHere = (at: Location): boolean => compareLocations(at, workload.at) === 0;
  const isAlone = among.every((other) => !isHere(other.at) || other.name === workload.name);
  const found = isAlone ? units.find((u) => u.evidence.some(({ at }) => isHere(at))) : undefined;
  if (found || engineOf(workload.image) !== undefined) return found;
  const image = baseName(workload.image).replace(/[:@].*$/s, '');
  const names = [workload.name.replace(/-depl(oyment)?$/, ''), ...services.map((s) => s.name), image, workload.container];
  return names.map((name) => units.find((u) => u.aliases.includes(name))).find((u) => u !== undefined);
}

function hostsOf(services: readonly ServiceObject[]): string[] {
  return [...new Set(services.flatMap(({ name, namespace }) => [name, `${name}.${namespace}`, `${name}.${namespace}.svc.cluster.local`]))];
}

function deploymentOf(unit: Unit, workload: Workload, services: readonly ServiceObject[]): Deployment {
  const ports = services.flatMap((service) =>
    service.ports.map((port): PortMapping => ({
      published: port.port,
      target: targetOf(port, workload),
      ...(service.isOpen && { isOpen: true as const }),
    })),
  );
  return {
    unit: unit.name,
    env: workload.env,
    hosts: hostsOf(services),
    ports: ports.length > 0 ? ports : workload.ports.map(({ port }) => ({ target: port })),
    ...(workload.image !== '' && { image: workload.image }),
    running: workload.running,
    at: workload.at,
  };
}

/** `targetPort: http` is the container's port of that name. */
function targetOf({ port, target }: ServiceObject['ports'][number], { ports }: Workload): number {
  const number = Number(target);
  return Number.isInteger(number) && number > 0 ? number : (ports.find(({ name }) => name === target)?.port ?? port);
}

function combined(a: Deployment | undefined, b: Deployment): Deployment {
  return a ? { ...a, env: { ...b.env, ...a.env }, hosts: [...new Set([...a.hosts, ...b.hosts])], ports: [...a.ports, ...b.ports] } : b;
}

function infrastructureOf(workload: Workload, services: readonly ServiceObject[]): Infrastructure {
  const engine = engineOf(workload.image) ?? engineOf(workload.name);
  return {
    name: workload.name,
    hosts: hostsOf(services),
    image: workload.image,
    env: workload.env,
    ports: workload.ports.map(({ port }) => ({ target: port })),
    at: workload.at,
    running: workload.running,
    ...(engine !== undefined && { engine }),
  };
}
