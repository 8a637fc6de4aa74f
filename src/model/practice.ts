import type { Running } from './deployment.js';
import type { Location } from './location.js';
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
}

/** What one operation of a service changes. */
export interface Effects {
  readonly service: string;
  readonly entry: FlowEntry;
  /** Writes into databases; caches left out. */
  readonly writes: readonly Written[];
  readonly publishes: readonly Published[];
}

export interface Written {
  /** For people: the table, the entity, or the method that writes. */
  readonly table: string;
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
