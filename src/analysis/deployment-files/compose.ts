import type { PortMapping, Problem, Running } from '../../model/deployment.js';
import type { Location } from '../../model/location.js';
import { withBuiltImages } from './built-images.js';
import { interpolate, readEnvFile, type DotenvEntry } from './dotenv.js';
import { below, folderOf, joinPath } from '../../shared/paths.js';
import type { Pass } from './proxies/proxy-file.js';
import { purposeOf } from './purpose.js';
import { runningInCompose } from './running.js';
import { passesOfLabels } from './proxies/traefik.js';
import type { Tree } from './tree.js';
import { argumentsOf } from './processes/arguments.js';
import { shellLine } from './processes/shell.js';
import { entriesOf, get, listOf, readYaml, textOf, type Item } from './yaml.js';

/** One service of a compose file, after extends, interpolation and env files. */
export interface ComposeService {
  readonly name: string;
  readonly at: Location;
  readonly image?: string;
  /** Build context, relative to the root. */
  readonly context?: string;
  /** Its build says no context, and there is nothing to build where the file lies: another file says where. The Dockerfile as written. */
  readonly buildsElsewhere?: { readonly dockerfile: string | undefined };
  /** The Dockerfile, relative to the root, where it is built. */
  readonly dockerfile?: string;
  readonly target?: string;
  readonly args: Readonly<Record<string, string>>;
  readonly command: string;
  readonly hosts: readonly string[];
  readonly env: readonly DotenvEntry[];
  readonly envFileEntries: readonly DotenvEntry[];
  readonly ports: readonly PortMapping[];
  /** Folders and files of the repository that are mounted. */
  readonly mounts: readonly string[];
  /** It is started only with one of these. */
  readonly profiles: readonly string[];
  /** What its labels tell a proxy to send to it. */
  readonly passes: readonly Pass[];
  /** Another service waits until it has ended. */
  readonly ends: boolean;
  readonly onHostNetwork?: true;
  readonly running: Running;
}

export interface ComposeFile {
  readonly file: string;
  readonly services: readonly ComposeService[];
  /** Other compose files whose services are among these. */
  readonly includes: readonly string[];
  readonly problems: readonly Problem[];
}

interface Reading {
  readonly tree: Tree;
  readonly file: string;
  /** First document of each compose file that is read for it. */
  readonly documentOf: (file: string) => Item | undefined;
  readonly lookup: (name: string) => string | undefined;
  /** Services that others wait for to end. */
  readonly ending: ReadonlySet<string>;
}

export function readCompose(tree: Tree, file: string): ComposeFile {
  const { documents, problems } = readYaml(file, tree.read(file) ?? '');
  const known = new Map([[file, documents[0]]]);
  const documentOf = (other: string): Item | undefined => {
    if (!known.has(other)) known.set(other, readYaml(other, tree.read(other) ?? '').documents[0]);
    return known.get(other);
  };
  const files = withIncluded(file, documentOf, new Set());
  const services = files.flatMap((one) => entriesOf(documentOf(one), 'services').map(([name, item]) => ({ file: one, name, item })));
  const ending = new Set(services.flatMap(({ item }) => awaited(item)));
  return {
    file,
    services: withBuiltImages(
      services.flatMap(({ file: from, name, item }) => {
        const reading = { tree, file: from, documentOf, lookup: interpolationOf(tree, from), ending };
        return item.map ? [service(reading, name, withBase(reading, item, 0))] : [];
      }),
    ),
    includes: files.slice(1),
    problems,
  };
}

/** `include: [a.yml, { path: b.yml }]`, and what these include. */
function withIncluded(file: string, documentOf: (file: string) => Item | undefined, seen: Set<string>): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const paths = listOf(documentOf(file), 'include').flatMap((item) => [item, get(item, 'path'), ...listOf(item, 'path')]);
  const included = paths.flatMap((item) => (item?.text === undefined ? [] : joinPath(folderOf(file), item.text)));
  return [file, ...included.flatMap((path) => withIncluded(path, documentOf, seen))];
}

function awaited(item: Item): string[] {
  return entriesOf(item, 'depends_on').flatMap(([name, how]) =>
    textOf(how, 'condition') === 'service_completed_successfully' ? [name] : [],
  );
}

/** The `.env` beside the compose file feeds interpolation, not containers. */
function interpolationOf(tree: Tree, file: string): (name: string) => string | undefined {
  const values = new Map(readEnvFile(tree, below(folderOf(file), '.env')).map(({ name, value }) => [name, value]));
  return (name) => values.get(name);
}

/** `extends: { file, service }`: own keys win, maps are merged one level deep. */
function withBase(reading: Reading, item: Item, depth: number): Item {
  const extended = get(item, 'extends');
  const name = extended?.text ?? textOf(extended, 'service');
  if (name === undefined || depth > 8) return item;
  const file = textOf(extended, 'file');
  const from = file === undefined ? reading.file : joinPath(folderOf(reading.file), file);
  const base = get(reading.documentOf(from), 'services', name);
  if (!base?.map) return item;
  const whole = withBase({ ...reading, file: from }, base, depth + 1);
  return {
    at: item.at,
    map: new Map([...(whole.map ?? []), ...(item.map ?? [])].map(([key, value]) => [key, merged(get(whole, key), value)])),
  };
}

function merged(base: Item | undefined, own: Item): Item {
  if (!base || base === own) return own;
  if (base.map && own.map) return { at: own.at, map: new Map([...base.map, ...own.map]) };
  return base.list && own.list ? { at: own.at, list: [...base.list, ...own.list] } : own;
}

function service(reading: Reading, name: string, item: Item): ComposeService {
  const build = get(item, 'build');
  const image = textOf(item, 'image');
  const target = textOf(build, 'target');
  const command = [line(get(item, 'entrypoint')), line(get(item, 'command'))].join(' ').trim();
  const told = {
    ...(build && builtFrom(reading, build)),
    ...(target !== undefined && { target }),
    command,
    env: [...pairs(reading, get(item, 'environment')), ...argumentsOf(plain(reading, command), item.at)],
    envFileEntries: envFiles(reading, get(item, 'env_file')),
    mounts: listOf(item, 'volumes').flatMap((volume) => mountOf(reading, volume)),
  };
  const purpose = purposeOf(reading.tree, told);
  return {
    ...told,
    name,
    at: item.at,
    ...(image !== undefined && { image: plain(reading, image) }),
    args: Object.fromEntries(pairs(reading, get(build, 'args')).map((arg) => [arg.name, arg.value])),
    hosts: hostsOf(name, item),
    ports: [
      ...listOf(item, 'ports').flatMap((port) => portOf(reading, port)),
      ...listOf(item, 'expose').flatMap((port) => exposed(reading, port)),
    ],
    profiles: listOf(item, 'profiles').flatMap((profile) => profile.text ?? []),
    passes: passesOfLabels([...pairs(reading, get(item, 'labels')), ...pairs(reading, get(item, 'deploy', 'labels'))], name),
    ends: reading.ending.has(name),
    running: { ...runningInCompose(item), ...(purpose !== undefined && { purpose }) },
    ...(textOf(item, 'network_mode') === 'host' && { onHostNetwork: true as const }),
  };
}

function builtFrom(reading: Reading, build: Item): Pick<ComposeService, 'context' | 'dockerfile' | 'buildsElsewhere'> {
  const [said, written] = [build.text ?? textOf(build, 'context'), textOf(build, 'dockerfile')];
  const context = pathOf(reading, build, said ?? '.');
  const dockerfile = joinPath(context, plain(reading, written ?? 'Dockerfile'));
  const isElsewhere = said === undefined && !reading.tree.has(dockerfile);
  return { context, dockerfile, ...(isElsewhere && { buildsElsewhere: { dockerfile: written } }) };
}

function plain(reading: Reading, text: string): string {
  return interpolate(text, reading.lookup);
}

/** Relative to the file that it stands in, which `extends` may have brought. */
function pathOf(reading: Reading, { at }: Item, path: string): string {
  return joinPath(folderOf(at.file), plain(reading, path));
}

function line(item: Item | undefined): string {
  return item?.text ?? shellLine((item?.list ?? []).flatMap((word) => word.text ?? []));
}

/** Names and fixed addresses by which others reach it. */
function hostsOf(name: string, item: Item): string[] {
  const networks = entriesOf(item, 'networks').map(([, network]) => network);
  const aliases = networks.flatMap((network) => listOf(network, 'aliases').flatMap((alias) => alias.text ?? []));
  const addresses = networks.map((network) => textOf(network, 'ipv4_address'));
  return [name, textOf(item, 'container_name'), textOf(item, 'hostname'), ...aliases, ...addresses].filter(
    (host): host is string => host !== undefined && host !== '',
  );
}

/** A map or a list of `KEY=value`; a key without a value passes the host's through and says nothing. */
function pairs(reading: Reading, item: Item | undefined): DotenvEntry[] {
  const fromMap = [...(item?.map ?? [])].flatMap(([name, value]) =>
    value.text === undefined ? [] : [{ name, value: plain(reading, value.text), at: value.at }],
  );
  const fromList = (item?.list ?? []).flatMap((entry) => {
    const at = entry.text?.indexOf('=') ?? -1;
    return at > 0 && entry.text !== undefined
      ? [{ name: entry.text.slice(0, at).trim(), value: plain(reading, entry.text.slice(at + 1)), at: entry.at }]
      : [];
  });
  return [...fromMap, ...fromList];
}

function envFiles(reading: Reading, item: Item | undefined): DotenvEntry[] {
  const paths = item?.text !== undefined ? [item] : (item?.list ?? []).flatMap((entry) => (entry.map ? (get(entry, 'path') ?? []) : entry));
  return paths.flatMap((path) => readEnvFile(reading.tree, pathOf(reading, path, path.text ?? '')));
}

function portOf(reading: Reading, port: Item): PortMapping[] {
  if (port.map) return mapping(Number(textOf(port, 'target')), Number(textOf(port, 'published')), textOf(port, 'host_ip') ?? '');
  const text = plain(reading, port.text ?? '').replace(/\/(tcp|udp)$/, '');
  const parts = text.split(':').map(Number);
  return mapping(parts.at(-1), parts.at(-2), text);
}

/** `address` begins with the one that the port is bound to, where it says so. */
function mapping(target: number | undefined, published: number | undefined, address: string): PortMapping[] {
  if (!isPort(target)) return [];
  return [{ target, ...(isPort(published) && { published, ...(!isLoopback(address) && { isOpen: true as const }) }) }];
}

function isPort(port: number | undefined): port is number {
  return Number.isInteger(port) && Number(port) > 0;
}

/** Bound to the machine itself. */
function isLoopback(address: string): boolean {
  return /^(?:127\.|localhost\b|\[?::1)/.test(address);
}

function exposed(reading: Reading, port: Item): PortMapping[] {
  const target = Number(plain(reading, port.text ?? ''));
  return Number.isInteger(target) && target > 0 ? [{ target }] : [];
}

function mountOf(reading: Reading, volume: Item): string[] {
  const source = plain(reading, volume.text ?? textOf(volume, 'source') ?? '').split(':')[0] ?? '';
  if (!source.startsWith('.')) return [];
  const path = pathOf(reading, volume, source);
  return reading.tree.hasFolder(path) || reading.tree.has(path) ? [path] : [];
}
