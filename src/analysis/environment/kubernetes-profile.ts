import type { Deployment, Infrastructure, Profile, Unit } from '../../model/deployment.js';
import { engineOf } from '../deployment-files/engines.js';
import type { ServiceObject, Workload } from '../deployment-files/kubernetes.js';
import { baseName } from '../deployment-files/paths.js';
import type { DeploymentFiles } from '../deployment-files/read.js';
import { imageEnv } from './local.js';

/** All manifests of the repository as one environment. */
export function kubernetesProfile(files: DeploymentFiles, units: readonly Unit[]): Profile | undefined {
  const { kubernetes } = files;
  if (kubernetes.workloads.length === 0) return undefined;
  const deployments = new Map<string, Deployment>();
  const infrastructure: Infrastructure[] = [];
  for (const workload of kubernetes.workloads) {
    const services = kubernetes.services.filter((s) => selects(s, workload));
    const unit = unitOf(units, workload, services);
    if (unit)
      deployments.set(
        unit.name,
        combined(
          deployments.get(unit.name),
          deploymentOf(unit, { ...workload, env: { ...imageEnv(files, unit), ...workload.env } }, services),
        ),
      );
    else infrastructure.push(infrastructureOf(workload, services));
  }
  return { name: 'kubernetes', deployments: [...deployments.values()], infrastructure };
}

function unitOf(units: readonly Unit[], workload: Workload, services: readonly ServiceObject[]): Unit | undefined {
  const found = units.find((u) => u.evidence.some((e) => e.at.file === workload.at.file && e.at.line === workload.at.line));
  if (found) return found;
  const image = baseName(workload.image).split(':')[0] ?? '';
  if (engineOf(workload.image) !== undefined) return undefined;
  const names = [workload.container, image, workload.name.replace(/-depl(oyment)?$/, ''), ...services.map((s) => s.name)];
  return units.find((u) => names.some((n) => u.aliases.includes(n)));
}

function selects({ selector }: ServiceObject, { labels }: Workload): boolean {
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

function hostsOf(services: readonly ServiceObject[]): string[] {
  return services.flatMap(({ name }) => [name, `${name}.default`, `${name}.default.svc.cluster.local`]);
}

function deploymentOf(unit: Unit, workload: Workload, services: readonly ServiceObject[]): Deployment {
  const ports = services.flatMap((s) =>
    s.ports.map(({ port, target }) => ({ published: port, target: Number.isInteger(target) ? target : port })),
  );
  return {
    unit: unit.name,
    env: workload.env,
    hosts: hostsOf(services),
    ports: ports.length > 0 ? ports : workload.ports.map((target) => ({ target })),
    ...(workload.image !== '' && { image: workload.image }),
    at: workload.at,
  };
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
    ports: workload.ports.map((target) => ({ target })),
    at: workload.at,
    ...(engine !== undefined && { engine }),
  };
}
