import type { EnvEntry } from '../../../model/deployment.js';
import { argumentsOf } from '../processes/arguments.js';
import { shellLine } from '../processes/shell.js';
import { secretOf, type Configs } from './configs.js';
import type { Manifest, ServiceObject, Workload } from './read.js';
import type { DotenvEntry } from '../dotenv.js';
import { combinedRunning, runningInKubernetes } from '../running.js';
import { get, listOf, textOf, textsOf, type Item } from '../yaml.js';

const WORKLOADS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Rollout', 'Pod', 'ReplicaSet']);

export function isWorkload({ kind, name }: Manifest): boolean {
  return WORKLOADS.has(kind) && name !== '';
}

/** Does a service send to the pods of a workload? */
export function selects({ selector, namespace }: ServiceObject, workload: Workload): boolean {
  const wanted = Object.entries(selector);
  return wanted.length > 0 && namespace === workload.namespace && wanted.every(([key, value]) => workload.labels[key] === value);
}

/** Containers of pods, with their environment. What is named twice is a patch of the first: both are put together. */
export function workloadsOf(manifests: readonly Manifest[], configs: Configs): Workload[] {
  const out = new Map<string, Workload>();
  for (const workload of manifests.filter(isWorkload).flatMap((manifest) => containersOf(manifest, configs))) {
    const key = [workload.kind, workload.namespace, workload.name, workload.container].join(' ');
    const base = out.get(key);
    out.set(key, base ? patched(base, workload) : workload);
  }
  return [...out.values()];
}

function patched(base: Workload, patch: Workload): Workload {
  return {
    ...base,
    image: patch.image === '' ? base.image : patch.image,
    labels: { ...base.labels, ...patch.labels },
    env: { ...base.env, ...patch.env },
    ports: base.ports.length > 0 ? base.ports : patch.ports,
    running: combinedRunning(base.running, patch.running),
  };
}

function containersOf(manifest: Manifest, configs: Configs): Workload[] {
  const { kind, name, item } = manifest;
  const template = kind === 'Pod' ? item : (get(item, 'spec', 'jobTemplate', 'spec', 'template') ?? get(item, 'spec', 'template'));
  const inner = textsOf(template, 'metadata', 'labels');
  const appId = textsOf(template, 'metadata', 'annotations')['dapr.io/app-id'];
  return listOf(template, 'spec', 'containers').map((container) => ({
    name,
    container: textOf(container, 'name') ?? '',
    kind,
    namespace: textOf(item, 'metadata', 'namespace') ?? 'default',
    image: textOf(container, 'image') ?? '',
    at: container.at,
    labels: Object.keys(inner).length > 0 ? inner : textsOf(item, 'metadata', 'labels'),
    ...(appId !== undefined && { appId }),
    env: expanded(envOf(container, configs)),
    running: runningInKubernetes(manifest, container),
    ports: listOf(container, 'ports').flatMap((port) => {
      const [number, called] = [Number(textOf(port, 'containerPort')), textOf(port, 'name')];
      return Number.isInteger(number) && number > 0 ? [{ port: number, ...(called !== undefined && { name: called }) }] : [];
    }),
  }));
}

function envOf(container: Item, configs: Configs): Map<string, EnvEntry> {
  const out = new Map<string, EnvEntry>();
  for (const from of listOf(container, 'envFrom')) {
    const prefix = textOf(from, 'prefix') ?? '';
    const kind = get(from, 'configMapRef') ? 'ConfigMap' : 'Secret';
    const name = textOf(from, 'configMapRef', 'name') ?? textOf(from, 'secretRef', 'name') ?? '';
    for (const [key, entry] of configs.get(`${kind} ${name}`) ?? []) out.set(prefix + key, entry);
  }
  for (const variable of listOf(container, 'env')) {
    const name = textOf(variable, 'name');
    if (name !== undefined && name !== '') out.set(name, envEntry(variable, configs));
  }
  for (const { name, value, at } of argumentsIn(container)) out.set(name, { value, source: 'k8s', at });
  return out;
}

/** `command` takes the place of the image's ENTRYPOINT, `args` of its CMD: what they give to the program. */
function argumentsIn(container: Item): DotenvEntry[] {
  const [command, args] = ['command', 'args'].map((key) => listOf(container, key).flatMap(({ text }) => text ?? []));
  // Without its command, the program is the image's.
  const program = command && command.length > 0 ? command : ['program'];
  return argumentsOf(shellLine([...program, ...(args ?? [])]), container.at);
}

function envEntry(variable: Item, configs: Configs): EnvEntry {
  const { at } = variable;
  const value = textOf(variable, 'value');
  if (value !== undefined) return { value, source: 'k8s', at };
  const config = reference(variable, 'configMapKeyRef');
  if (config)
    return (
      configs.get(`ConfigMap ${config.name}`)?.get(config.key) ?? { secret: secretOf(config.name, config.key), source: 'configmap', at }
    );
  const secret = reference(variable, 'secretKeyRef');
  if (secret)
    return configs.get(`Secret ${secret.name}`)?.get(secret.key) ?? { secret: secretOf(secret.name, secret.key), source: 'secret', at };
  return { source: 'k8s', at };
}

function reference(variable: Item, kind: string): { readonly name: string; readonly key: string } | undefined {
  const item = get(variable, 'valueFrom', kind);
  return item && { name: textOf(item, 'name') ?? '', key: textOf(item, 'key') ?? '' };
}

/** `$(HOST)` is another variable of the same container that stands before it. */
function expanded(env: ReadonlyMap<string, EnvEntry>): Record<string, EnvEntry> {
  const out = new Map<string, EnvEntry>();
  for (const [name, entry] of env) {
    const value = entry.value?.replace(/\$\(([A-Za-z_]\w*)\)/g, (whole, other: string) => out.get(other)?.value ?? whole);
    out.set(name, value === undefined ? entry : { ...entry, value });
  }
  return Object.fromEntries(out);
}
