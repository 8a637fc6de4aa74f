import { digestOf } from '../../src/analysis/digest.js';
import { extract } from '../../src/analysis/extract/extract.js';
import { contextOf, type Context } from '../../src/analysis/link/context.js';
import type { LinkInput, LinkedUnit } from '../../src/analysis/link/input.js';
import { link } from '../../src/analysis/link/link.js';
import type { Place } from '../../src/analysis/link/places.js';
import { moduleGraph } from '../../src/analysis/resolve/modules/module-graph.js';
import { resolve } from '../../src/analysis/resolve/resolve.js';
import type {
  Deployment,
  EnvEntry,
  FunctionTrigger,
  Infrastructure,
  LocalPackage,
  Profile,
  ProxyRule,
  TopicSubscription,
  Unit,
} from '../../src/model/deployment.js';
import type { Manifest } from '../../src/model/manifest.js';
import type { Schemas } from '../../src/model/schema.js';
import type { ResolvedImport, System } from '../../src/model/system.js';
import { TABLES } from './calls.js';
import { unitAt } from './program.js';
import { at } from './system.js';

/** A unit in a folder of its name. */
export interface UnitSpec extends Partial<
  Pick<Unit, 'kind' | 'language' | 'aliases' | 'entries' | 'path' | 'sources' | 'excludes' | 'team'>
> {
  /** Text of `src/main.ts`, or files below the unit's folder. */
  readonly code?: string | Readonly<Record<string, string>>;
  /** Environment in the profile. */
  readonly env?: Env;
  readonly hosts?: readonly string[];
  /** `8080:3000`, published and own port; `3000`: inside only. */
  readonly ports?: readonly string[];
  /** Profiles in which it runs; default `compose`. None: it runs from its folder. */
  readonly profiles?: readonly string[];
  readonly image?: string;
  readonly container?: string;
}

/** Values; `secret:NAME/KEY` is a secret. `[value, source]` says where a value stands. */
export type Env = Readonly<Record<string, string | readonly [value: string, source: EnvEntry['source']]>>;

export interface SystemSpec {
  readonly units: Readonly<Record<string, UnitSpec | string>>;
  /** Containers of somebody else's image: name → engine, in each profile. */
  readonly infrastructure?: Readonly<Record<string, string>>;
  /** Ports that infrastructure publishes on the machine. */
  readonly published?: Readonly<Record<string, string>>;
  readonly proxies?: readonly ProxyRule[];
  readonly triggers?: readonly FunctionTrigger[];
  readonly subscriptions?: readonly TopicSubscription[];
  readonly packages?: readonly LocalPackage[];
  /** Files of packages and other folders, by path from the root. */
  readonly files?: Readonly<Record<string, string>>;
  readonly schemas?: Partial<Schemas>;
  readonly manifest?: Manifest;
  readonly imports?: readonly ResolvedImport[];
}

/** What the steps before link give for these units. */
export function linkInput(spec: SystemSpec): LinkInput {
  const specs = Object.entries(spec.units).map(([name, unit]) => [name, typeof unit === 'string' ? { code: unit } : unit] as const);
  const units = specs.map(([name, unit]) => unitOf(name, unit));
  const { packages = [] } = spec;
  const files = { ...Object.assign({}, ...specs.map(([name, unit]) => filesOf(name, unit))), ...spec.files } as Record<string, string>;
  const modules = new Map(Object.entries(files).map(([file, text]) => [file, extract(file, text)]));
  const graph = moduleGraph(modules, { packages, pathMappings: [] });
  return {
    discovery: {
      units,
      packages,
      profiles: profilesOf(specs, spec),
      proxies: spec.proxies ?? [],
      triggers: spec.triggers ?? [],
      subscriptions: spec.subscriptions ?? [],
      files: Object.keys(files),
      skipped: [],
      schemaFiles: [],
      problems: [],
    },
    manifest: spec.manifest,
    modules,
    digests: new Map([...modules].map(([file, facts]) => [file, digestOf(facts)])),
    schemas: { protos: [], prisma: [], sql: [], graphql: [], openapi: [], asyncapi: [], problems: [], ...spec.schemas },
    imports: spec.imports ?? [],
    units: units
      .filter(({ language }) => language === 'ts' || language === 'js')
      .map((unit): LinkedUnit => {
        const program = resolve(unit, graph, TABLES);
        return { unit, program, signals: TABLES.recognise(program) };
      }),
  };
}

export function systemOf(spec: SystemSpec): System {
  return link(linkInput(spec)).system;
}

export function contextFor(spec: SystemSpec): Context {
  return contextOf(linkInput(spec));
}

/** `orders -> billing http GET /invoices/{} [static]`, in order. */
export function edgesOf(spec: SystemSpec): string[] {
  return systemOf(spec).edges.map(({ from, to, protocol, name, confidence }) => `${from} -> ${to} ${protocol} ${name} [${confidence}]`);
}

/** `orders call GET /x (external)`. */
export function looseOf(spec: SystemSpec): string[] {
  return systemOf(spec).loose.map(({ service, kind, text, why }) => `${service} ${kind} ${text} (${why})`);
}

/** `postgres://db:5432/shop primary: billing, orders`; what is not proven ends with `?`. */
export function storesOf(spec: SystemSpec): string[] {
  return systemOf(spec).datastores.map(
    ({ id, role, proven, accessors }) => `${id} ${role}${proven ? '' : '?'}: ${accessors.map(({ service }) => service).join(', ')}`,
  );
}

/** A place to evaluate under: a deployed unit with this environment. */
export function placeWith(env: Env = {}, parts: Partial<Place> = {}): Place {
  const unit = unitAt('app');
  return { profile: 'compose', unit, onMachine: false, deployment: deployment('app', { env }, 'compose'), ...parts };
}

function unitOf(name: string, { kind, language, aliases, entries, path = name, sources, excludes, team }: UnitSpec): Unit {
  return {
    ...unitAt(path),
    name,
    ...(kind && { kind }),
    ...(language && { language }),
    ...(entries && { entries }),
    ...(sources && { sources }),
    ...(excludes && { excludes }),
    ...(team !== undefined && { team }),
    aliases: aliases ?? [],
  };
}

function filesOf(name: string, { code = '', path = name }: UnitSpec): Record<string, string> {
  if (typeof code === 'string') return code === '' ? {} : { [`${path}/src/main.ts`]: code };
  return Object.fromEntries(Object.entries(code).map(([file, text]) => [`${path}/${file}`, text]));
}

function profilesOf(
  specs: readonly (readonly [string, UnitSpec])[],
  { infrastructure = {}, published = {} }: Pick<SystemSpec, 'infrastructure' | 'published'>,
): Profile[] {
  const names = [...new Set(['compose', ...specs.flatMap(([, { profiles = [] }]) => profiles)])];
  const servers = Object.entries(infrastructure).map(([name, engine]): Infrastructure => ({
    name,
    hosts: [name],
    engine,
    env: {},
    ports: portsOf([published[name] ?? []].flat()),
    at: at('docker-compose.yml'),
  }));
  return names.map((name) => ({
    name,
    deployments: specs.flatMap(([unit, spec]) => ((spec.profiles ?? ['compose']).includes(name) ? deployment(unit, spec, name) : [])),
    infrastructure: servers,
  }));
}

function deployment(unit: string, { env = {}, hosts = [unit], ports = [], image, container }: UnitSpec, profile: string): Deployment {
  return {
    unit,
    hosts,
    env: Object.fromEntries(Object.entries(env).map(([name, value], index) => [name, entry(value, `${profile}:${unit}`, index + 1)])),
    ports: portsOf(ports),
    at: at('docker-compose.yml'),
    ...(image !== undefined && { image }),
    ...(container !== undefined && { container }),
  };
}

function entry(given: Env[string], file: string, line: number): EnvEntry {
  const [value, source] = typeof given === 'string' ? [given, 'compose' as const] : given;
  const place = at(file, line);
  return value.startsWith('secret:') ? { secret: value, source: 'secret', at: place } : { value, source, at: place };
}

function portsOf(ports: readonly string[]): Deployment['ports'] {
  return ports.map((port) => {
    const [first, second] = port.split(':').map(Number);
    return second === undefined ? { target: first ?? 0 } : { published: first ?? 0, target: second };
  });
}
