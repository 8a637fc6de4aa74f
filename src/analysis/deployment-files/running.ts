import type { Probe, Running } from '../../model/deployment.js';
import { entriesOf, get, listOf, textOf, textsOf, type Item } from './yaml.js';

/** What a service of a compose file says about how it runs. What is built here pulls nothing. */
export function runningInCompose(item: Item): Running {
  const image = textOf(item, 'image');
  return {
    ...(image !== undefined && get(item, 'build') === undefined && isWhole(image) && { pulls: image }),
    probes: get(item, 'healthcheck') !== undefined && textOf(item, 'healthcheck', 'disable') !== 'true' ? ['healthcheck'] : [],
    privileges: textOf(item, 'privileged') === 'true' ? ['privileged'] : [],
  };
}

const PROBES: readonly (readonly [key: string, probe: Probe])[] = [
  ['readinessProbe', 'readiness'],
  ['livenessProbe', 'liveness'],
  ['startupProbe', 'startup'],
];

/** What a workload says about one of its containers. */
export function runningInKubernetes({ kind, item }: { readonly kind: string; readonly item: Item }, container: Item): Running {
  const image = textOf(container, 'image') ?? '';
  const strategy = strategyOf(kind, item);
  const livenessPath = textOf(container, 'livenessProbe', 'httpGet', 'path');
  return {
    workload: kind,
    ...(image !== '' && isWhole(image) && { pulls: image }),
    ...(strategy !== undefined && { strategy }),
    probes: PROBES.flatMap(([key, probe]) => (get(container, key) === undefined ? [] : [probe])),
    ...(livenessPath !== undefined && { livenessPath }),
    privileges: privilegesOf(item, container),
    ...addedByCluster(item),
  };
}

/** Operators and meshes read annotations and labels of pods. */
function addedByCluster(item: Item): Pick<Running, 'isTraced' | 'isInMesh'> {
  const metadata = get(item, 'spec', 'template', 'metadata');
  const asked = Object.entries({ ...textsOf(metadata, 'annotations'), ...textsOf(metadata, 'labels') }).filter(
    ([, value]) => value !== 'false',
  );
  const isTraced = asked.some(([key]) => /^instrumentation\.opentelemetry\.io\/inject-|^admission\.datadoghq\.com\//.test(key));
  const isInMesh = asked.some(([key, value]) => MESH.test(key) && value !== 'disabled');
  return { ...(isTraced && { isTraced }), ...(isInMesh && { isInMesh }) };
}

const MESH = /^(?:sidecar\.istio\.io\/inject|linkerd\.io\/inject|consul\.hashicorp\.com\/connect-inject|kuma\.io\/sidecar-injection)$/;

/** A file and its override, or a workload and its patch. */
export function combinedRunning(base: Running, over: Running): Running {
  const strategy = over.strategy === 'rolling' ? (base.strategy ?? over.strategy) : (over.strategy ?? base.strategy);
  return {
    ...base,
    ...over,
    ...(strategy !== undefined && { strategy }),
    probes: [...new Set([...base.probes, ...over.probes])],
    privileges: [...new Set([...base.privileges, ...over.privileges])],
  };
}

/** A variable, or what a template left open: whoever deploys it says which one. */
function isWhole(image: string): boolean {
  return !/[${}]/.test(image);
}

/** Kubernetes rolls Deployments out when nothing is said. */
function strategyOf(kind: string, item: Item): Running['strategy'] {
  if (kind === 'Rollout') {
    if (get(item, 'spec', 'strategy', 'blueGreen') !== undefined) return 'blue-green';
    return get(item, 'spec', 'strategy', 'canary') === undefined ? undefined : 'canary';
  }
  if (kind !== 'Deployment') return undefined;
  return textOf(item, 'spec', 'strategy', 'type') === 'Recreate' ? 'recreate' : 'rolling';
}

function privilegesOf(item: Item, container: Item): string[] {
  const own = get(container, 'securityContext');
  const pod = get(item, 'spec', 'template', 'spec', 'securityContext');
  const isRoot = (textOf(own, 'runAsUser') ?? textOf(pod, 'runAsUser')) === '0';
  const added = listOf(own, 'capabilities', 'add').flatMap(({ text }) => (text === 'ALL' || text === 'SYS_ADMIN' ? [text] : []));
  const flags = entriesOf(own).flatMap(([name, { text }]) => (FLAGS.has(name) && text === 'true' ? [name] : []));
  return [...flags, ...added, ...(isRoot ? ['runAsUser 0'] : [])];
}

const FLAGS: ReadonlySet<string> = new Set(['privileged', 'allowPrivilegeEscalation']);
