import type { Running } from './deployment.js';
import type { Location } from './location.js';
import type { Pause } from './module-facts.js';
import type { EdgeProtocol, FlowEntry, Tier } from './system.js';

/** What rules of chosen patterns read beside who calls whom: how services are run. */
export interface Practices {
  readonly deployed: readonly Deployed[];
  /** Somebody else's images: databases, brokers, proxies. */
  readonly infrastructure: readonly DeployedImage[];
  /** Where an ingress sends requests from outside. */
  readonly ingress: readonly IngressRoute[];
  /** One place for each service that answers whether it is well. */
  readonly healthChecks: readonly Found[];
  readonly callSites: readonly CallSite[];
  readonly effects: readonly Effects[];
  readonly addresses: readonly WrittenAddress[];
  readonly secrets: readonly WrittenSecret[];
  /** Routes whose body nothing is seen to check. */
  readonly uncheckedInputs: readonly RouteInput[];
  /** Routes behind something that verifies who asks, and whose handlers never look at who that is. */
  readonly unscopedRoutes: readonly RouteInput[];
  readonly livenessChecks: readonly LivenessCheck[];
  readonly plaintext: readonly PlaintextAddress[];
  /** What the code of services is seen to do, one place for each; what is not among them was not seen anywhere. */
  readonly practised: readonly Practised[];
}

export const PRACTICES = [
  'input-validation',
  'authentication',
  'request-authentication',
  'authorization',
  'rate-limit',
  'tracing',
  'trace-propagation',
  'circuit-breaker',
  'fallback',
  'dead-letters',
  'deduplication',
  'compensation',
  'event-versions',
  'projection-rebuild',
  'api-versions',
  'event-kinds',
] as const;
/** What a service does about security, failure and insight, whichever library it takes for it. */
export type Practice = (typeof PRACTICES)[number];

export interface Practised extends Found {
  readonly practice: Practice;
}

/** How a practice is recognised. */
export interface PracticeSigns {
  /** Import paths that exist for it. */
  readonly packages: RegExp;
  /** What people call functions, classes, files and imports that are about it. */
  readonly names: RegExp;
  /** Members of packages that do it, where the package does more: `jsonwebtoken.verify`. */
  readonly members?: RegExp;
  /** Imports that carry such a name and prove nothing. */
  readonly except?: readonly string[];
  /** Options of calls that ask for it: `{ deadLetterExchange }`. */
  readonly options?: RegExp;
  /** Calls that do it by such a package. Where all of a module do it to settings of the process, the import proves nothing. */
  readonly done?: RegExp;
}

/** A key or a password in code, without its text. */
export interface WrittenSecret extends Found {
  /** `the key of its tokens`. */
  readonly what: string;
}

export interface RouteInput extends Found {
  readonly operation: string;
}

/** A call to another service that its caller waits for. */
export interface CallSite {
  readonly from: string;
  readonly to: string;
  readonly protocol: EdgeProtocol;
  readonly name: string;
  readonly confidence: Tier;
  readonly at: Location;
  /** What ends it when the other side does not answer. */
  readonly ends: 'breaker' | 'timeout' | 'never' | 'unknown';
  /** A breaker stands around it, and neither breaker nor call gives up after some time. */
  readonly isUntimed?: true;
  /** Name of the operation it reaches, where that is known. */
  readonly operation?: string;
  readonly retried?: Retried;
}

/** A call is made again when it fails. */
export interface Retried {
  readonly pause: Pause;
  /** Where it is said that it is made again. */
  readonly at: Location;
  /** Not where that may do something twice: the library tells by the method. */
  readonly isSafe?: true;
}

/** What one operation of a service changes. */
export interface Effects {
  readonly service: string;
  readonly entry: FlowEntry;
  /** Writes into databases; caches left out. */
  readonly writes: readonly Written[];
  /** One place for each table that is read, caches too. */
  readonly reads: readonly Read[];
  readonly publishes: readonly Published[];
}

export interface Read {
  /** As in `Written`. */
  readonly table: string;
  readonly at: Location;
}

export interface Written {
  /** For people: the table, the entity, or the method that writes. */
  readonly table: string;
  /** 'write': something else, or not known. */
  readonly how: 'insert' | 'update' | 'delete' | 'write';
  /** Done twice, there are two of it. */
  readonly addsAgain?: true;
  readonly at: Location;
}

export interface Published {
  /** For people. */
  readonly name: string;
  readonly at: Location;
}

/** An address of the machine itself or of a number, in code, that no variable replaces. */
export interface WrittenAddress extends Found {
  /** `http://localhost:3001`. */
  readonly address: string;
  readonly what: 'call' | 'broker' | 'datastore';
}

/** An address outside of the system that is reached without encryption. */
export interface PlaintextAddress extends Found {
  /** `http://rates.bank.com`. */
  readonly address: string;
}

/** What a service asks others while it tells whether it is alive. */
export interface LivenessCheck extends Found {
  /** `GET /health/live`. */
  readonly operation: string;
  /** For people: `the database`, `payments`. */
  readonly dependency: string;
  /** Where the operation is written. */
  readonly of: Location;
}

/** Something in the code of a service. */
export interface Found {
  readonly service: string;
  readonly at: Location;
}

/** A service as one profile runs it. */
export interface Deployed {
  readonly service: string;
  readonly profile: string;
  readonly at: Location;
  /** undefined: the profile says nothing about containers, as stacks of functions do. */
  readonly running?: Running;
  /** Ports under which it is reached from outside of the machine or the cluster. */
  readonly openPorts: readonly number[];
}

export interface DeployedImage {
  readonly name: string;
  readonly profile: string;
  readonly at: Location;
  /** As in `Infrastructure`. */
  readonly engine?: string;
  readonly image?: string;
  readonly running?: Running;
}

export interface IngressRoute {
  /** `Ingress shop`. */
  readonly name: string;
  readonly prefix: string;
  readonly target: string;
  /** The service it leads to, where that is known. */
  readonly service?: string;
  readonly at: Location;
}
