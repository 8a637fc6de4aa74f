import type { Declared, UnlistedService } from './declared.js';
import type { EnvEntry, EnvReading, Evidence, ServiceKind } from './deployment.js';
import type { Location } from './location.js';
import type { Practices } from './practice.js';
import type { LoopContext } from './program.js';

export type * from './declared.js';

/** What all rules and reports read. Sorted; every element carries its evidence. */
export interface System extends Practices {
  readonly services: readonly Service[];
  readonly datastores: readonly Datastore[];
  readonly edges: readonly Edge[];
  readonly topics: readonly Topic[];
  readonly imports: readonly ServiceImport[];
  readonly packages: readonly SharedPackage[];
  readonly deploymentUnits: readonly DeploymentUnit[];
  readonly flows: readonly Flow[];
  readonly loose: readonly LooseEnd[];
  /** The manifest's own statements, where there is a manifest. */
  readonly declared?: Declared;
  /** Services that it leaves out: nothing but this is known of them. */
  readonly unlisted?: readonly UnlistedService[];
}

export type EdgeProtocol = 'http' | 'grpc' | 'graphql' | 'tcp-rpc' | 'queue-rpc' | 'event' | 'queue' | 'stream' | 'proxy';
/** static: host, queue or address proven; inferred: name of a variable or unique match. */
export type Tier = 'declared' | 'static' | 'inferred';

export interface Service {
  readonly name: string;
  readonly path: string;
  readonly kind: ServiceKind;
  readonly language: string;
  readonly team?: string;
  readonly linesOfCode: number;
  readonly files: number;
  readonly at: Location;
  readonly evidence: readonly Evidence[];
  readonly operations: readonly Operation[];
  /** Where it registers routes whose verb or path could not be told: it offers more than `operations`. */
  readonly unreadRoutes?: readonly Location[];
  /** Tables, collections, entities it defines. */
  readonly entities: readonly TableDefinition[];
  /** Source was read (false for other languages). */
  readonly analysed: boolean;
}

export interface Operation {
  /** `GET /orders/{}`, `rpc orders.create`, `event order.created`, `grpc pkg.Orders/Get`. */
  readonly name: string;
  readonly protocol: 'http' | 'rpc' | 'event' | 'grpc' | 'graphql';
  readonly method?: string;
  readonly path?: string;
  /** First path segment that is no version, prefix or parameter; first word of a pattern. */
  readonly resource?: string;
  /** Health, metrics, docs: left out of counts. */
  readonly technical: boolean;
  readonly at: Location;
}

export interface TableDefinition {
  readonly name: string;
  readonly engine?: string;
  readonly at: Location;
}

export interface Datastore {
  /** Unique, readable: `postgres://db:5432/shop`, or a per-service key when something is unknown. */
  readonly id: string;
  readonly engine: string;
  readonly host?: string;
  readonly port?: number;
  readonly database?: string;
  readonly schema?: string;
  readonly role: 'primary' | 'cache' | 'queue' | 'session' | 'files';
  /** Engine, host and database are proven (or a proven common origin: same secret, same env entry). */
  readonly proven: boolean;
  readonly profiles: readonly string[];
  readonly accessors: readonly Accessor[];
}

export interface Accessor {
  readonly service: string;
  readonly access: readonly ('read' | 'write')[];
  readonly tables: readonly TableAccess[];
  /** Where it opens the store; the environment entry that decided comes second, when there is one. */
  readonly evidence: readonly Location[];
  /** The environment entry that gave the address. */
  readonly env?: { readonly name: string; readonly entry: EnvEntry };
  /** It has code that reads or writes, not only a connection. */
  readonly uses: boolean;
  readonly schema?: string;
  /** A default of code for the developer's machine, which a variable that nobody sets here may replace. */
  readonly assumed?: true;
}

export interface TableAccess {
  readonly table: string;
  readonly access: 'read' | 'write';
  readonly at: Location;
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly protocol: EdgeProtocol;
  readonly style: 'sync' | 'async';
  /** `POST /payments`, topic or pattern. */
  readonly name: string;
  readonly confidence: Tier;
  readonly evidence: readonly Location[];
  readonly profiles: readonly string[];
  /** Name of the operation of `to` it reaches, when one matches. */
  readonly operation?: string;
  /** The environment entries that its address was made of, in every profile. */
  readonly env?: readonly EnvReading[];
}

export interface Topic {
  readonly broker: string;
  readonly name: string;
  /** A part of the name could not be told: there may be several of them. */
  readonly isPartial?: true;
  /** Who sends waits for an answer: a request, no event. */
  readonly isAsked?: true;
  readonly publishers: readonly TopicEnd[];
  readonly consumers: readonly TopicEnd[];
}

export interface TopicEnd {
  readonly service: string;
  readonly at: Location;
  /** A queue that gets some of an exchange, nobody knows which: that it gets this is not proven. */
  readonly isAssumed?: true;
}

export interface ServiceImport {
  readonly from: string;
  readonly to: string;
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
  readonly at: Location;
}

/** A library of the repository and who uses it. */
export interface SharedPackage {
  readonly name: string;
  readonly path: string;
  readonly users: readonly PackageUser[];
  /** Entities, schemas, models that it defines. */
  readonly entities: readonly TableDefinition[];
  /** It opens a datastore or gives out ORM models / repositories. */
  readonly dataAccess: readonly Location[];
  /** Classes with behaviour beside data: business logic (name, place). */
  readonly logic: readonly { readonly name: string; readonly at: Location }[];
}

export interface PackageUser {
  readonly service: string;
  /** Its first import. */
  readonly at: Location;
  /** Its code reaches other parts of the package only, no entity and no business logic. */
  readonly besidesDomain?: true;
}

export interface DeploymentUnit {
  readonly kind: 'image' | 'container';
  readonly name: string;
  readonly services: readonly string[];
  /** Those that deploy it so. */
  readonly profiles: readonly string[];
  readonly at: Location;
}

/** From one entry of a service: the remote calls its code can reach. */
export interface Flow {
  readonly service: string;
  readonly entry: FlowEntry;
  readonly calls: readonly RemoteCall[];
}

export interface FlowEntry {
  readonly kind: 'route' | 'rpc' | 'consumer' | 'schedule' | 'startup' | 'exported';
  /** Operation name, function name. */
  readonly name: string;
  readonly at: Location;
}

export interface RemoteCall {
  readonly to: string;
  readonly protocol: EdgeProtocol;
  readonly style: 'sync' | 'async';
  readonly name: string;
  readonly operation?: string;
  readonly confidence: Tier;
  readonly at: Location;
  /** The last step towards the call that stands in the service's own code, `at` itself where no shared code is between. */
  readonly asked: Location;
  /** Places from the entry (exclusive) to the call (exclusive): the calls between. */
  readonly chain: readonly Location[];
  /** Loops around any step of the chain, outermost first. */
  readonly loops: readonly RemoteLoop[];
}

export interface RemoteLoop extends Pick<LoopContext, 'kind' | 'method' | 'bound' | 'retry' | 'at'> {
  /** What is iterated: data of a request, query or call; a literal; the messages of a consumer; unknown. */
  readonly source: 'data' | 'literal' | 'messages' | 'unknown';
  /** Text of the collection. */
  readonly over: string;
  /** The host of the call depends on the element: a fan-out to different services. */
  readonly selectsHost: boolean;
  /** The element is the receiver of the call (list of strategies). */
  readonly selectsReceiver: boolean;
  /** What is done once per round: the step of the chain in the loop's body, or the call itself. */
  readonly inside: Location;
}

/** Names a peer that nobody is, or an address that could not be told. */
export interface LooseEnd {
  readonly service: string;
  readonly kind: 'call' | 'datastore' | 'topic' | 'import';
  readonly text: string;
  /** 'external': a host outside the system (SaaS); 'unresolved': could not be told. */
  readonly why: 'external' | 'unresolved' | 'no-peer';
  readonly evidence: readonly Location[];
}

/** An import that leaves its unit's folder, with where it leads. */
export interface ResolvedImport {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
  /** Every name that it takes is a type where it comes from, so that nothing of the import is left at run time. */
  readonly takesTypes?: true;
  readonly at: Location;
  /** Unit whose source holds the import. */
  readonly unit: string;
  /** Unit or library that holds the target; a library without a name is called by its folder. */
  readonly to: { readonly unit: string } | { readonly package: string; readonly path: string };
}
