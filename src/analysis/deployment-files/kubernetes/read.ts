import type { EnvEntry, Problem, Running } from '../../../model/deployment.js';
import type { Location } from '../../../model/location.js';
import { readCharts } from './helm.js';
import { imageName, imagesWithoutOwnTag } from './image-tags.js';
import { configsOf, type Configs } from './configs.js';
import { separate } from './environments.js';
import { objectsAround } from './rollouts.js';
import { routesOf, type Route } from './routes.js';
import { workloadsOf } from './workloads.js';
import { kustomized } from './kustomize.js';
import type { Tree } from '../tree.js';
import { listOf, readYaml, textOf, textsOf, type Item } from '../yaml.js';

/** A container of a Deployment, StatefulSet, DaemonSet, Job or CronJob. */
export interface Workload {
  readonly name: string;
  readonly container: string;
  readonly kind: string;
  readonly namespace: string;
  readonly image: string;
  readonly at: Location;
  readonly labels: Readonly<Record<string, string>>;
  /** The name by which sidecars of Dapr ask for it. */
  readonly appId?: string;
  readonly env: Readonly<Record<string, EnvEntry>>;
  readonly ports: readonly { readonly port: number; readonly name?: string }[];
  readonly running: Running;
}

export interface ServiceObject {
  readonly name: string;
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
  /** target: a number, or the name of a container's port. */
  readonly ports: readonly { readonly port: number; readonly target: string }[];
  /** NodePort or LoadBalancer. */
  readonly isOpen?: true;
  readonly at: Location;
}

/** Manifests that are applied together: services select pods, pods read config maps. */
export interface KubernetesEnvironment {
  readonly name: string;
  readonly workloads: readonly Workload[];
  readonly services: readonly ServiceObject[];
  readonly routes: readonly Route[];
}

export interface KubernetesFiles {
  readonly environments: readonly KubernetesEnvironment[];
  readonly problems: readonly Problem[];
}

/** One object of a manifest. */
export interface Manifest {
  readonly file: string;
  readonly kind: string;
  readonly name: string;
  readonly item: Item;
}

/** Each way of deploying is evaluated by itself: more than these tell nothing new. */
const MAX_ENVIRONMENTS = 6;

/** All YAML files that are no compose files: manifests, templates of charts, kustomizations. */
export function readKubernetes(tree: Tree, files: readonly string[]): KubernetesFiles {
  const charts = readCharts(tree);
  const problems: Problem[] = [];
  const manifests = files.flatMap((file) => {
    const text = tree.read(file) ?? '';
    if (!isKubernetes(text)) return [];
    const rendered = charts.render(file);
    const read = readYaml(file, rendered?.text ?? text, rendered?.lines);
    if (!text.includes('{{')) problems.push(...read.problems);
    return read.documents.flatMap((document) => manifestsOf(file, document));
  });
  const tagged = imagesWithoutOwnTag(tree, files);
  const around = objectsAround(manifests);
  const { parts, rest } = kustomized(tree, files, manifests);
  const environments = [...parts, ...separate(rest)]
    .map(({ name, manifests: own, configs }) => environmentOf(name, own, configs))
    .map((one) => ({
      ...one,
      workloads: one.workloads.map((workload) => withoutTag(workload, tagged)).map((workload) => seenFrom(workload, around)),
    }))
    .filter(({ workloads }) => workloads.length > 0)
    .sort((a, b) => b.workloads.length - a.workloads.length)
    .filter(isNew())
    .slice(0, MAX_ENVIRONMENTS);
  return { environments: named(environments), problems };
}

function seenFrom(workload: Workload, around: ReturnType<typeof objectsAround>): Workload {
  return { ...workload, running: { ...workload.running, ...around(workload) } };
}

function withoutTag(workload: Workload, tagged: ReadonlySet<string>): Workload {
  const { pulls, ...running } = workload.running;
  return pulls !== undefined && tagged.has(imageName(pulls)) ? { ...workload, running } : workload;
}

/** A name of its own for each; the only one needs no more than one word. */
function named(environments: readonly KubernetesEnvironment[]): KubernetesEnvironment[] {
  return environments.map((one, i) => {
    const before = environments.slice(0, i).filter(({ name }) => name === one.name).length;
    return { ...one, name: environments.length === 1 ? 'kubernetes' : before === 0 ? one.name : `${one.name} ${before + 1}` };
  });
}

/** Environments that differ only in images and places are one. */
function isNew(): (environment: KubernetesEnvironment) => boolean {
  const seen = new Set<string>();
  return ({ workloads, services }) => {
    const told = workloads.map(({ env, ...workload }) => {
      const values = Object.entries(env).map(([name, { value, secret }]) => [name, value, secret].join(' '));
      return [workload.kind, workload.namespace, workload.name, workload.container, ...values.sort()].join('\n');
    });
    const key = JSON.stringify([told.sort(), services.map(({ name, selector }) => [name, selector])]);
    return !seen.has(key) && seen.add(key).has(key);
  };
}

/** Is this a manifest? Cheap enough to ask of every YAML file. */
function isKubernetes(text: string): boolean {
  return /^kind:\s*\w+/m.test(text) && /^apiVersion:/m.test(text);
}

function manifestsOf(file: string, item: Item): Manifest[] {
  const kind = textOf(item, 'kind') ?? '';
  if (kind === 'List') return listOf(item, 'items').flatMap((inner) => manifestsOf(file, inner));
  return [{ file, kind, name: textOf(item, 'metadata', 'name') ?? '', item }];
}

function environmentOf(name: string, manifests: readonly Manifest[], generated: Configs): KubernetesEnvironment {
  const configs = new Map([...configsOf(manifests), ...generated]);
  return {
    name,
    workloads: workloadsOf(manifests, configs),
    services: manifests.filter(({ kind }) => kind === 'Service').flatMap(serviceOf),
    routes: manifests.flatMap(routesOf),
  };
}

function serviceOf({ name, item }: Manifest): ServiceObject[] {
  if (name === '') return [];
  const ports = listOf(item, 'spec', 'ports').map((port) => ({
    port: Number(textOf(port, 'port')),
    target: textOf(port, 'targetPort') ?? textOf(port, 'port') ?? '',
  }));
  return [
    {
      name,
      namespace: textOf(item, 'metadata', 'namespace') ?? 'default',
      selector: textsOf(item, 'spec', 'selector'),
      ports: ports.filter((p) => Number.isInteger(p.port)),
      ...(/^(?:NodePort|LoadBalancer)$/.test(textOf(item, 'spec', 'type') ?? '') && { isOpen: true as const }),
      at: item.at,
    },
  ];
}
