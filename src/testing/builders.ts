import type { Analysis } from '../model/analysis.js';
import type { Location } from '../model/location.js';
import type { Running } from '../model/deployment.js';
import type { Manifest } from '../model/manifest.js';
import type { CallSite, Deployed, Effects, Practice, Practised } from '../model/practice.js';
import type {
  Accessor,
  Datastore,
  Declared,
  DeclaredName,
  Edge,
  Flow,
  FlowEntry,
  Operation,
  RemoteCall,
  RemoteLoop,
  Service,
  System,
  TableAccess,
} from '../model/system.js';

/** Systems out of thin air: every builder gives a healthy default and takes what the test is about. */
export function system(parts: Partial<System> = {}): System {
  return {
    services: [],
    datastores: [],
    edges: [],
    topics: [],
    imports: [],
    packages: [],
    deploymentUnits: [],
    flows: [],
    loose: [],
    deployed: [],
    infrastructure: [],
    ingress: [],
    healthChecks: [],
    callSites: [],
    effects: [],
    addresses: [],
    secrets: [],
    uncheckedInputs: [],
    unscopedRoutes: [],
    livenessChecks: [],
    plaintext: [],
    practised: [],
    ...parts,
  };
}

export function at(file: string, line = 1, column = 1): Location {
  return { file, line, column };
}

export function service(name: string, parts: Partial<Service> = {}): Service {
  return {
    name,
    path: `services/${name}`,
    kind: 'service',
    language: 'ts',
    linesOfCode: 500,
    files: 10,
    at: at(`services/${name}/package.json`),
    evidence: [],
    operations: [],
    entities: [],
    analysed: true,
    ...parts,
  };
}

export function services(...names: readonly string[]): Service[] {
  return names.map((name) => service(name));
}

/** `GET /orders/{}` of the resource `orders`. */
export function operation(name: string, parts: Partial<Operation> = {}): Operation {
  const resource = /\/([^/]+)/.exec(name)?.[1];
  return { name, protocol: 'http', technical: false, at: at('routes.ts'), ...(resource === undefined ? {} : { resource }), ...parts };
}

export function edge(from: string, to: string, parts: Partial<Edge> = {}): Edge {
  return {
    from,
    to,
    protocol: 'http',
    style: 'sync',
    name: `GET /${to}`,
    confidence: 'static',
    evidence: [at(`services/${from}/src/${to}-client.ts`)],
    profiles: ['default'],
    ...parts,
  };
}

export function call(to: string, parts: Partial<RemoteCall> = {}): RemoteCall {
  return {
    to,
    protocol: 'http',
    style: 'sync',
    name: `GET /${to}/{}`,
    confidence: 'static',
    at: at(`src/${to}-client.ts`, 20, 5),
    asked: parts.at ?? at(`src/${to}-client.ts`, 20, 5),
    chain: [],
    loops: [],
    ...parts,
  };
}

/** Over data of a request. */
export function loop(parts: Partial<RemoteLoop> = {}): RemoteLoop {
  return {
    kind: 'for-of',
    retry: false,
    at: at('src/checkout.ts', 12, 3),
    source: 'data',
    over: 'cart.items',
    selectsHost: false,
    selectsReceiver: false,
    inside: at('src/products-client.ts', 20, 5),
    ...parts,
  };
}

export function flow(from: string, calls: readonly RemoteCall[], entry: Partial<FlowEntry> = {}): Flow {
  return { service: from, entry: { kind: 'route', name: 'POST /checkout', at: at('src/routes.ts', 3), ...entry }, calls };
}

/** As the compose file at the root runs it. */
export function deployed(name: string, parts: Partial<Deployed> = {}): Deployed {
  return { service: name, profile: 'docker-compose.yml', at: at('docker-compose.yml', 5), openPorts: [], running: running(), ...parts };
}

export function running(parts: Partial<Running> = {}): Running {
  return { probes: [], privileges: [], ...parts };
}

export function callSite(from: string, to: string, parts: Partial<CallSite> = {}): CallSite {
  return {
    from,
    to,
    protocol: 'http',
    name: `GET /${to}`,
    confidence: 'static',
    at: at(`services/${from}/src/${to}-client.ts`, 7),
    ends: 'never',
    ...parts,
  };
}

export function effects(name: string, parts: Partial<Effects> = {}): Effects {
  return {
    service: name,
    entry: { kind: 'route', name: `POST /${name}`, at: at('src/routes.ts', 3) },
    writes: [],
    reads: [],
    publishes: [],
    ...parts,
  };
}

export function practised(name: string, ...practices: readonly Practice[]): Practised[] {
  return practices.map((practice) => ({ service: name, practice, at: at(`services/${name}/src/${practice}.ts`) }));
}

export function datastore(accessors: readonly Accessor[], parts: Partial<Datastore> = {}): Datastore {
  return {
    id: 'postgres://db:5432/shop',
    engine: 'postgres',
    host: 'db',
    port: 5432,
    database: 'shop',
    role: 'primary',
    proven: true,
    profiles: ['default'],
    accessors,
    ...parts,
  };
}

export function accessor(name: string, parts: Partial<Accessor> = {}): Accessor {
  return {
    service: name,
    access: ['read', 'write'],
    tables: [],
    evidence: [at(`services/${name}/src/db.ts`, 4, 14)],
    uses: true,
    ...parts,
  };
}

export function reads(table: string, place: Location = at('src/repository.ts', 10)): TableAccess {
  return { table, access: 'read', at: place };
}

export function writes(table: string, place: Location = at('src/repository.ts', 20)): TableAccess {
  return { table, access: 'write', at: place };
}

export function manifest(parts: Partial<Manifest> = {}): Manifest {
  return {
    file: 'msa.yaml',
    services: [],
    declared: { file: 'msa.yaml', services: [], datastores: [] },
    rules: {},
    ignore: [],
    exclude: [],
    libraries: [],
    ...parts,
  };
}

export function analysis(built: System, parts: Partial<Analysis> = {}): Analysis {
  return {
    root: '/system',
    system: built,
    coverage: { filesAnalysed: 0, skipped: [], services: {}, widened: 0 },
    problems: [],
    ignores: [],
    ...parts,
  };
}

/** `services: { orders: { calls: [payments] } }` of msa.yaml, each service at a line of its own. */
export function declared(
  lists: Readonly<Record<string, Readonly<Partial<Record<'calls' | 'publishes' | 'consumes' | 'datastores' | 'owns', readonly string[]>>>>>,
): Declared {
  const named = (name: string): DeclaredName => ({ name, at: at('msa.yaml', 20) });
  return {
    file: 'msa.yaml',
    datastores: [],
    services: Object.entries(lists).map(([name, said], index) => ({
      name,
      path: `services/${name}`,
      exists: true,
      at: at('msa.yaml', index + 2),
      ...Object.fromEntries(Object.entries(said).map(([list, names]) => [list, names.map(named)])),
    })),
  };
}
