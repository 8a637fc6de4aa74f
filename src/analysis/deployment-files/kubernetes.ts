import type { EnvEntry, Problem } from '../../model/deployment.js';
import type { Location } from '../../model/location.js';
import type { Tree } from './tree.js';
import { entriesOf, get, listOf, readYaml, textOf, type Item } from './yaml.js';

/** A container of a Deployment, StatefulSet, DaemonSet, Job or CronJob. */
export interface Workload {
  readonly name: string;
  readonly container: string;
  readonly kind: string;
  readonly image: string;
  readonly at: Location;
  readonly labels: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, EnvEntry>>;
  readonly ports: readonly number[];
}

export interface ServiceObject {
  readonly name: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly port: number; readonly target: number }[];
  readonly at: Location;
}

export interface KubernetesFiles {
  readonly workloads: readonly Workload[];
  readonly services: readonly ServiceObject[];
  readonly problems: readonly Problem[];
}

const WORKLOADS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Rollout', 'Pod', 'ReplicaSet']);

/** All manifests of one environment together: services select pods, pods read config maps. */
export function readKubernetes(tree: Tree, files: readonly string[]): KubernetesFiles {
  const read = files.map((file) => readYaml(file, withoutTemplates(tree.read(file) ?? '')));
  const objects = read.flatMap(({ documents }) => documents.flatMap((d) => (textOf(d, 'kind') === 'List' ? [...listOf(d, 'items')] : [d])));
  const configs = new Map(objects.filter((o) => textOf(o, 'kind') === 'ConfigMap').map((o) => [textOf(o, 'metadata', 'name') ?? '', o]));
  return {
    workloads: objects.filter((o) => WORKLOADS.has(textOf(o, 'kind') ?? '')).flatMap((o) => workloads(o, configs)),
    services: objects.filter((o) => textOf(o, 'kind') === 'Service').flatMap(serviceObject),
    problems: read.flatMap(({ problems }, i) => ((tree.read(files[i] ?? '') ?? '').includes('{{') ? [] : problems)),
  };
}

/** Is this a manifest? Cheap enough to ask of every YAML file. */
export function isKubernetes(text: string): boolean {
  return /^kind:\s*\w+/m.test(text) && /^apiVersion:/m.test(text);
}

/** Helm: lines that only steer go, inline expressions become plain words. */
function withoutTemplates(text: string): string {
  if (!text.includes('{{')) return text;
  return text
    .split('\n')
    .filter((line) => !/^\s*\{\{-?[^}]*-?\}\}\s*$/.test(line))
    .map((line) =>
      line.replace(
        /"?\{\{-?\s*([^}]*?)\s*-?\}\}"?/g,
        (_, inner: string) => inner.replace(/[^\w.]+/g, '-').replace(/^-|-$/g, '') || 'value',
      ),
    )
    .join('\n');
}

function workloads(object: Item, configs: ReadonlyMap<string, Item>): Workload[] {
  const kind = textOf(object, 'kind') ?? '';
  const template = kind === 'Pod' ? object : (get(object, 'spec', 'jobTemplate', 'spec', 'template') ?? get(object, 'spec', 'template'));
  const labels = texts(get(template, 'metadata', 'labels') ?? get(object, 'metadata', 'labels'));
  return listOf(template, 'spec', 'containers').map((container) => ({
    name: textOf(object, 'metadata', 'name') ?? '',
    container: textOf(container, 'name') ?? '',
    kind,
    image: textOf(container, 'image') ?? '',
    at: object.at,
    labels,
    env: envOf(container, configs),
    ports: listOf(container, 'ports')
      .map((port) => Number(textOf(port, 'containerPort')))
      .filter(Number.isInteger),
  }));
}

function envOf(container: Item, configs: ReadonlyMap<string, Item>): Record<string, EnvEntry> {
  const out = new Map<string, EnvEntry>();
  for (const from of listOf(container, 'envFrom')) {
    const config = configs.get(textOf(from, 'configMapRef', 'name') ?? '');
    for (const [name, value] of entriesOf(config, 'data'))
      if (value.text !== undefined) out.set(name, { value: value.text, source: 'configmap', at: value.at });
  }
  for (const variable of listOf(container, 'env')) {
    const name = textOf(variable, 'name');
    if (name !== undefined) out.set(name, envEntry(variable, configs));
  }
  return Object.fromEntries(out);
}

function envEntry(variable: Item, configs: ReadonlyMap<string, Item>): EnvEntry {
  const { at } = variable;
  const value = textOf(variable, 'value');
  if (value !== undefined) return { value, source: 'k8s', at };
  const from = get(variable, 'valueFrom');
  const config = get(from, 'configMapKeyRef');
  const found = get(configs.get(textOf(config, 'name') ?? ''), 'data', textOf(config, 'key') ?? '');
  if (found?.text !== undefined) return { value: found.text, source: 'configmap', at: found.at };
  const secret = get(from, 'secretKeyRef') ?? config;
  return secret
    ? { secret: `secret:${textOf(secret, 'name') ?? ''}/${textOf(secret, 'key') ?? ''}`, source: 'secret', at }
    : { source: 'k8s', at };
}

function serviceObject(object: Item): ServiceObject[] {
  const name = textOf(object, 'metadata', 'name');
  if (name === undefined) return [];
  const ports = listOf(object, 'spec', 'ports').map((port) => ({
    port: Number(textOf(port, 'port')),
    target: Number(textOf(port, 'targetPort') ?? textOf(port, 'port')),
  }));
  return [{ name, selector: texts(get(object, 'spec', 'selector')), ports: ports.filter((p) => Number.isInteger(p.port)), at: object.at }];
}

function texts(item: Item | undefined): Record<string, string> {
  return Object.fromEntries([...(item?.map ?? [])].flatMap(([name, value]) => (value.text === undefined ? [] : [[name, value.text]])));
}
