import type { Broker } from './broker.js';
import type { Location } from './location.js';
import type { ExternalCall, ReachedClass } from './program.js';
import type { Residual } from './residual.js';
import type { BreakerSignal, CheckSignal, LimitSignal, RetrySignal } from './resilience-signal.js';
import type { FunctionSignal, InvokeSignal, TriggerSignal } from './stack-signal.js';

export type * from './broker.js';
export type * from './resilience-signal.js';

/** What a call to a library means. Environment reads are still leaves: link evaluates them per profile. */
export type Signal =
  | RouteSignal
  | UnreadRouteSignal
  | MountSignal
  | { readonly kind: 'global-prefix'; readonly prefix: Residual; readonly call: ExternalCall }
  /** Services of one name hear each other over a broker, and those of another none of them. */
  | { readonly kind: 'namespace'; readonly broker: Broker; readonly name: Residual; readonly call: ExternalCall }
  | { readonly kind: 'listen'; readonly port: Residual | undefined; readonly call: ExternalCall }
  | RequestSignal
  | ProxySignal
  | MessageClientSignal
  | MessageServerSignal
  | MessageSendSignal
  | MessageHandlerSignal
  | GrpcCallSignal
  | GrpcHandlerSignal
  | RemoteMethodSignal
  | PublishSignal
  | SubscribeSignal
  | BindSignal
  | FunctionSignal
  | TriggerSignal
  | InvokeSignal
  | OpenSignal
  | AccessSignal
  | EntitySignal
  | GraphqlFieldSignal
  | LimitSignal
  | BreakerSignal
  | RetrySignal
  | CheckSignal
  | SecretSignal
  | ChoiceSignal
  | { readonly kind: 'graphql-schema'; readonly text: Residual; readonly call: ExternalCall }
  | { readonly kind: 'frontend' | 'health' | 'external-saas' | 'cache-look'; readonly call: ExternalCall };

/** What is done depends on a text: cases of a switch, keys of a table of handlers. */
export interface ChoiceSignal {
  readonly kind: 'choice';
  readonly among: readonly Residual[];
  readonly call: ExternalCall;
}
/** A key, password or token that a call is given. */
export interface SecretSignal {
  readonly kind: 'secret';
  /** For people. */
  readonly what: string;
  readonly value: Residual;
  readonly call: ExternalCall;
}
/** An HTTP operation offered. */
export interface RouteSignal {
  readonly kind: 'route';
  /** Upper case; 'ALL' for any. */
  readonly method: string;
  readonly path: Residual;
  /** The router or app it hangs on (its creating call is its identity); undefined: absolute path (Nest). */
  readonly router?: Residual;
  readonly protocol: 'http' | 'graphql';
  readonly call: ExternalCall;
}
/** A route is registered whose verb or path is not known. */
export interface UnreadRouteSignal {
  readonly kind: 'unread-route';
  readonly call: ExternalCall;
}
/** `app.use('/api', router)`. */
export interface MountSignal {
  readonly kind: 'mount';
  readonly parent: Residual;
  readonly prefix: Residual | undefined;
  readonly child: Residual;
  readonly call: ExternalCall;
}
/** An HTTP request sent. */
export interface RequestSignal {
  readonly kind: 'request';
  readonly protocol: 'http' | 'graphql';
  /** undefined: GET or not known. */
  readonly method: Residual | undefined;
  readonly url: Residual;
  /** Client's base URL, already on a separate leaf because libraries join differently. */
  readonly base?: Residual;
  /** 'concat' (axios), 'resolve' (new URL). */
  readonly join?: 'concat' | 'resolve';
  /** A header tells the sidecar of Dapr, which the URL is of, whom to ask. */
  readonly app?: Residual;
  /** It is put into a queue, and nobody waits for the answer. */
  readonly isLater?: true;
  readonly call: ExternalCall;
}
export interface ProxySignal {
  readonly kind: 'proxy';
  readonly target: Residual;
  readonly prefix?: Residual;
  readonly call: ExternalCall;
}
/** A Nest ClientProxy configured under a token (or without one, used in place). `config`: `{ transport, options }`. */
export interface MessageClientSignal {
  readonly kind: 'message-client';
  readonly token: Residual | undefined;
  readonly config: Residual;
  readonly call: ExternalCall;
}
export interface MessageServerSignal {
  readonly kind: 'message-server';
  readonly config: Residual;
  readonly call: ExternalCall;
}
export interface MessageSendSignal {
  readonly kind: 'message-send';
  /** The proxy: a call result made by a factory, or injected with its token. */
  readonly client: Residual;
  readonly style: 'request' | 'event';
  readonly pattern: Residual;
  readonly call: ExternalCall;
}
export interface MessageHandlerSignal {
  readonly kind: 'message-handler';
  readonly style: 'request' | 'event';
  readonly pattern: Residual;
  readonly call: ExternalCall;
}
export interface GrpcCallSignal {
  readonly kind: 'grpc-call';
  /** Service name with or without its package. */
  readonly service: Residual;
  readonly method: string;
  readonly address?: Residual;
  /** Nest ClientGrpc with its token. */
  readonly client?: Residual;
  readonly call: ExternalCall;
}
export interface GrpcHandlerSignal {
  readonly kind: 'grpc-handler';
  readonly service: Residual;
  /** undefined: all of the service's rpcs. */
  readonly methods: readonly string[] | undefined;
  readonly call: ExternalCall;
}
/** A method that others call as if its object were theirs. */
export interface RemoteMethodSignal {
  readonly kind: 'remote-method';
  /** `Stock.reserve`. */
  readonly name: string;
  readonly call: ExternalCall;
}
export interface PublishSignal {
  readonly kind: 'publish';
  readonly broker: Broker;
  readonly topic: Residual;
  /** AMQP: exchange ('' is the default one, where topic is the queue). */
  readonly exchange?: Residual;
  /** Waits for a reply (nats request, bullmq waitUntilFinished). */
  readonly reply?: boolean;
  /** The message, where who reads the queue may tell from it what to do. */
  readonly content?: Residual;
  readonly address?: Residual;
  readonly call: ExternalCall;
}
export interface SubscribeSignal {
  readonly kind: 'subscribe';
  readonly broker: Broker;
  readonly topic: Residual;
  readonly exchange?: Residual;
  /** It answers. */
  readonly reply?: true;
  readonly address?: Residual;
  readonly call: ExternalCall;
}
/** AMQP: queue bound to an exchange with a pattern; of clouds: a queue or subscription behind a topic. */
export interface BindSignal {
  readonly kind: 'bind';
  /** Default: amqp. */
  readonly broker?: Broker;
  readonly queue: Residual;
  readonly exchange: Residual;
  readonly pattern: Residual;
  readonly call: ExternalCall;
}
/** A field of an object type, by its resolver or by its declaration in code. */
export interface GraphqlFieldSignal {
  readonly kind: 'graphql-field';
  /** `Query`, `Book`. */
  readonly type: string;
  readonly name: string;
  /** Type of its value, where code says it. */
  readonly of?: string;
  readonly isList: boolean;
  /** Frame of the function that resolves it, once for each object of the type. */
  readonly frame?: number;
  readonly call: ExternalCall;
}
/** A connection to a datastore is opened or configured. */
export interface OpenSignal {
  readonly kind: 'open';
  /** 'postgres' | 'mysql' | 'mongodb' | 'redis' | 'sqlite' | 'elasticsearch' … or a residual that names it (TypeORM `type`). */
  readonly engine: string | Residual;
  readonly url?: Residual;
  readonly host?: Residual;
  readonly port?: Residual;
  readonly database?: Residual;
  readonly schema?: Residual;
  readonly role?: 'primary' | 'cache' | 'queue' | 'session' | 'files';
  /** Several connections in one service: its name. */
  readonly name?: string;
  readonly call: ExternalCall;
}
/** Data is read or written. */
export interface AccessSignal {
  readonly kind: 'access';
  readonly engine: string | undefined;
  readonly access: 'read' | 'write';
  /** Table, collection or entity; a class residual for ORM entities. */
  readonly table?: Residual;
  readonly sql?: Residual;
  /** What it goes through (pool, model, client): its root call links it to an `open`. */
  readonly store?: Residual;
  readonly role?: 'primary' | 'cache' | 'queue' | 'session' | 'files';
  readonly call: ExternalCall;
}
/** An entity or model that names a table. */
export interface EntitySignal {
  readonly kind: 'entity';
  readonly engine: string | undefined;
  readonly name: string;
  readonly table: Residual | undefined;
  readonly cls?: ReachedClass;
  /** Where it is written down, when that is elsewhere than the class or the call. */
  readonly at?: Location;
  readonly call: ExternalCall | undefined;
}
