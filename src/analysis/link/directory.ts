import type { Discovery, Infrastructure, Profile, Unit } from '../../model/deployment.js';
import { CODE, type Place } from './places.js';
import { essence, unitOfEssence } from './values/names.js';

/** Who answers at a host. */
export type Peer =
  | { readonly kind: 'units'; readonly units: readonly string[]; readonly sure: boolean }
  | { readonly kind: 'infrastructure'; readonly infrastructure: Infrastructure }
  | { readonly kind: 'ingress' }
  | { readonly kind: 'external' | 'nobody' };

export interface Directory {
  /** Units that may answer; jobs are not among them. */
  readonly units: readonly Unit[];
  find(host: string, port: number | undefined, from: Place): Peer;
  infrastructure(host: string, port: number | undefined, from: Place): Infrastructure | undefined;
  /** Does the unit itself listen at that port of the machine, whoever else does? */
  listens(unit: string, port: number | undefined): boolean;
}

type Who = { readonly unit: string } | { readonly infrastructure: Infrastructure };

/** Hosts of one profile. */
interface Book {
  readonly hosts: ReadonlyMap<string, readonly Who[]>;
  readonly published: ReadonlyMap<number, readonly Who[]>;
}

const MACHINE = new Set([
  'localhost',
  '127.0.0.1',
  '[::1]',
  '0.0.0.0',
  'host.docker.internal',
  'host.minikube.internal',
  'gateway.docker.internal',
]);

/** The caller's own host, or that of the developer. */
export function isLocal(host: string): boolean {
  return MACHINE.has(host);
}

/** Ports by unit. */
type Ports = ReadonlyMap<string, ReadonlySet<number>>;

/** Names of hosts, in all profiles and on the developer's machine. */
export function directoryOf(
  discovery: Pick<Discovery, 'units' | 'profiles'> & Partial<Pick<Discovery, 'packages'>>,
  ports: Ports,
  defaults: Ports = new Map(),
): Directory {
  const units = discovery.units.filter(({ kind }) => kind !== 'job');
  const scopes = scopesOf(discovery.packages ?? []);
  const names = new Set(units.map(({ name }) => name));
  const books = new Map(discovery.profiles.map((profile) => [profile.name, bookOf(profile, names)]));
  const booksFor = ({ profile }: Place): readonly Book[] => {
    const own = books.get(profile);
    return own === undefined || profile === CODE ? [...books.values()] : [own];
  };
  const inBooks = (host: string, from: Place): readonly Who[] => {
    const known = booksFor(from);
    for (const name of spellings(host)) for (const book of known) if (book.hosts.has(name)) return book.hosts.get(name) ?? [];
    return [];
  };
  const local = (port: number | undefined, from: Place): readonly Who[] => {
    if (port === undefined) return [];
    const on = (table: Ports): Who[] => [...table].flatMap(([unit, own]) => (own.has(port) && names.has(unit) ? { unit } : []));
    const stated = on(ports);
    const listening = stated.length > 0 ? stated : on(defaults);
    const self = listening.filter((one) => isUnit(one, from));
    if (self.length > 0 && !from.onMachine && from.unit.kind !== 'frontend') return self;
    const published = booksFor(from).flatMap((book) => book.published.get(port) ?? []);
    if (published.length > 0) return published;
    const others = listening.filter((one) => !isUnit(one, from));
    return others.length === 1 ? others : self;
  };
  const who = (host: string, port: number | undefined, from: Place): readonly Who[] =>
    isLocal(host) ? local(port, from) : inBooks(host, from);
  return {
    units,
    listens: (unit, port) => port !== undefined && [ports, defaults].some((table) => table.get(unit)?.has(port) === true),
    infrastructure: (host, port, from) => who(host, port, from).flatMap((one) => ('infrastructure' in one ? one.infrastructure : []))[0],
    find: (host, port, from) => peerOf(host, { who: who(host, port, from), sure: !isOwnMachine(host, from) }, { units, scopes }),
  };
}

function isUnit(one: Who, { unit }: Place): boolean {
  return 'unit' in one && one.unit === unit.name;
}

/** `localhost` of a container is nobody else: that another's port is meant is what developers leave behind. */
function isOwnMachine(host: string, { onMachine, unit }: Place): boolean {
  return isLocal(host) && !host.endsWith('.internal') && !onMachine && unit.kind !== 'frontend';
}

interface Names {
  readonly units: readonly Unit[];
  /** Names of the organisation, as packages have them in front: `@acme/orders`. */
  readonly scopes: ReadonlySet<string>;
}

function scopesOf(packages: Discovery['packages']): ReadonlySet<string> {
  return new Set(packages.flatMap(({ name }) => /^@([^/]+)\//.exec(name)?.[1] ?? []));
}

function peerOf(host: string, { who, sure }: { who: readonly Who[]; sure: boolean }, { units, scopes }: Names): Peer {
  const found = [...new Set(who.flatMap((one) => ('unit' in one ? one.unit : [])))].sort();
  if (found.length > 0) return { kind: 'units', units: found, sure };
  const [infrastructure] = who.flatMap((one) => ('infrastructure' in one ? one.infrastructure : []));
  if (infrastructure !== undefined) return { kind: 'infrastructure', infrastructure };
  if (isLocal(host)) return { kind: 'nobody' };
  const alias = byAlias(host, units) ?? inOwnDomain(host, { units, scopes });
  if (alias !== undefined) return alias;
  if (/(?:^|[-.])ingress(?:[-.]|$)/.test(host)) return { kind: 'ingress' };
  return { kind: isPublic(host) ? 'external' : 'nobody' };
}

/** A name it has in any profile, else a name that differs only in words like "service". */
function byAlias(host: string, units: readonly Unit[], isLoose = true): Peer | undefined {
  for (const name of spellings(host)) {
    const exact = units.filter((unit) => unit.name.toLowerCase() === name || unit.aliases.some((alias) => alias.toLowerCase() === name));
    const [only] = exact;
    if (only !== undefined && exact.length === 1) return { kind: 'units', units: [only.name], sure: true };
    if (exact.length > 1) return undefined;
  }
  const near = !isLoose || (host.includes('.') && isPublic(host)) ? undefined : unitOfEssence(essence(host.split('.')[0] ?? host), units);
  return near === undefined ? undefined : { kind: 'units', units: [near.name], sure: false };
}

/** `orders.acme.io`, where packages are called `@acme/…`, is the unit `orders` or `acme-orders`. */
function inOwnDomain(host: string, { units, scopes }: Names): Peer | undefined {
  const [name, domain, ...rest] = host.split('.');
  if (name === undefined || domain === undefined || rest.length === 0 || !scopes.has(domain)) return undefined;
  return byAlias(name, units, false) ?? byAlias(`${domain}-${name}`, units, false);
}

function bookOf({ deployments, infrastructure }: Profile, names: ReadonlySet<string>): Book {
  const hosts = new Map<string, Who[]>();
  const published = new Map<number, Who[]>();
  const add = (item: Pick<Infrastructure, 'hosts' | 'ports'>, own: readonly string[], who: Who): void => {
    for (const host of new Set([...own, ...item.hosts].map((name) => name.toLowerCase())))
      hosts.set(host, [...(hosts.get(host) ?? []), who]);
    for (const port of item.ports)
      if (port.published !== undefined) published.set(port.published, [...(published.get(port.published) ?? []), who]);
  };
  for (const item of deployments) if (names.has(item.unit)) add(item, [], { unit: item.unit });
  for (const item of infrastructure) add(item, [item.name], { infrastructure: item });
  return { hosts, published };
}

/** `orders.shop.svc.cluster.local` is also `orders.shop` and `orders`. */
function spellings(host: string): string[] {
  const short = host.replace(/\.$/, '').replace(/\.svc(?:\.cluster\.local)?$|\.cluster\.local$/, '');
  const first = short.split('.')[0] ?? short;
  const isInternal = short !== host || (short.includes('.') && !isPublic(short));
  return [...new Set([host, short, ...(isInternal ? [first] : [])])];
}

const TLD =
  /\.(?:com|net|org|io|dev|app|co|ai|cloud|tech|xyz|me|info|biz|online|site|store|shop|edu|gov|eu|us|uk|de|fr|nl|es|it|pl|ru|cn|jp|in|br|ca|au|ch|se|no|fi|dk|tr|vn|kr|id|tv|gg|sh|to|so|ms|fm|gl|ly|im|page|run|host|goog|aws|azure)$/;

/** A name of the public DNS, or a number. */
function isPublic(host: string): boolean {
  return TLD.test(host) || /^\d+\.\d+\.\d+\.\d+$/.test(host);
}
