import type { UnlistedService } from './declared.js';
import type { IgnoreComment } from './ignore-comment.js';
import type { Location } from './location.js';

export type ServiceKind = 'service' | 'gateway' | 'frontend' | 'worker';

/** Something that is deployed as its own process, found in the manifest, deployment files or folder layout. */
export interface Unit {
  /** Unique. The folder's name unless the manifest says otherwise. */
  readonly name: string;
  /** Folder, POSIX, relative to the root; '.' is the root itself. */
  readonly path: string;
  /** 'job': one-off (migration, seed, load generator): not a service for the rules. */
  readonly kind: ServiceKind | 'job';
  /** 'ts' | 'js', or another language whose source msa does not read. */
  readonly language: string;
  readonly team?: string;
  /** Names it is known by: compose key, container name, hostname, network alias, k8s Service, image, package. */
  readonly aliases: readonly string[];
  /** Files that start the process, relative to the root, where known (main.ts, `main` of package.json, start script). */
  readonly entries: readonly string[];
  /** Source files below these folders or files are its own (relative to root); usually [path] or [path/src]. */
  readonly sources: readonly string[];
  /** What is below `sources` and belongs to another unit or to nobody. */
  readonly excludes: readonly string[];
  /** Nearest package.json: all dependencies with their ranges. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** Why it is a service: compose service, Deployment, workspace entry … The first is the main one. */
  readonly evidence: readonly Evidence[];
  readonly declared: boolean;
}

export interface Evidence {
  readonly at: Location;
  readonly text: string;
}

/** A package of the repository that is not deployed by itself: a library. */
export interface LocalPackage {
  /** Import name: package.json name, or tsconfig paths alias of an Nx / Nest library. */
  readonly name: string;
  readonly path: string;
  /** Source file an import of the bare name resolves to, when it exists. */
  readonly main?: string;
  /** package.json `exports` / subpath → file, already mapped from dist to source where that exists. */
  readonly subpaths: Readonly<Record<string, string>>;
}

/** `paths` of one tsconfig or jsconfig; an import takes the nearest folder above it. */
export interface PathMapping {
  /** Folder of the configuration file. */
  readonly folder: string;
  /** Folder that the targets are relative to, relative to the root. */
  readonly baseUrl: string;
  readonly paths: Readonly<Record<string, readonly string[]>>;
}

/** One way the system is deployed: a compose file with its overrides, a k8s or helm environment, or 'default'. */
export interface Profile {
  readonly name: string;
  readonly deployments: readonly Deployment[];
  readonly infrastructure: readonly Infrastructure[];
}

export interface Deployment {
  readonly unit: string;
  /** Highest precedence first is already decided: one entry a name. */
  readonly env: Readonly<Record<string, EnvEntry>>;
  /** DNS names under which others reach it in this profile. */
  readonly hosts: readonly string[];
  readonly ports: readonly PortMapping[];
  /** Image or build identity: units with the same one are one deployment unit. */
  readonly image?: string;
  /** Container (pod) identity where several units share one. */
  readonly container?: string;
  readonly at: Location;
  /** How this variant differs from others of the same unit in the same profile (v1 / v2), when it does. */
  readonly variant?: string;
  readonly running?: Running;
  /** It has no network of its own: `localhost` is the machine that it runs on. */
  readonly onHostNetwork?: true;
}

export type Probe = 'readiness' | 'liveness' | 'startup' | 'healthcheck';

/** How a container is run, as far as a deployment file says. */
export interface Running {
  /** Image as it is written; absent where it is built from the repository, or whoever deploys it says which one. */
  readonly pulls?: string;
  /** Kind of a workload of Kubernetes. */
  readonly workload?: string;
  /** How a new version takes the place of the old one. */
  readonly strategy?: 'rolling' | 'recreate' | 'canary' | 'blue-green';
  /** Whom it is run for, where a compose file lets it be seen. */
  readonly purpose?: 'development' | 'production';
  readonly probes: readonly Probe[];
  /** Path that is asked whether the process has to be started again. */
  readonly livenessPath?: string;
  /** What it may do on its machine beyond its own container: `privileged`, `runAsUser 0`. */
  readonly privileges: readonly string[];
  /** A canary is judged by metrics. */
  readonly isMeasured?: true;
  /** Of blue and green, the new one can be tried before the switch. */
  readonly isSwitched?: true;
  /** A policy of the cluster says who may talk to it. */
  readonly isIsolated?: true;
  /** The cluster puts an agent into it that traces. */
  readonly isTraced?: true;
  /** A mesh stands before it, encrypts, and proves who calls. */
  readonly isInMesh?: true;
}

export interface EnvEntry {
  /** undefined: only its identity is known (`secret`). */
  readonly value?: string;
  /** Identity of a secret: `secret:NAME/KEY`. Equal identity means equal value. */
  readonly secret?: string;
  readonly source:
    | 'manifest'
    | 'compose'
    | 'stack'
    | 'env_file'
    | 'k8s'
    | 'configmap'
    | 'secret'
    | 'dotenv'
    | 'dotenv-example'
    | 'dockerfile'
    | 'script'
    | 'code';
  readonly at: Location;
}

/** An entry that a service reads under one profile. */
export interface EnvReading {
  readonly name: string;
  readonly entry: EnvEntry;
  readonly profile: string;
}

export interface PortMapping {
  /** Port on the host or cluster edge; undefined: exposed inside only. */
  readonly published?: number;
  readonly target: number;
  /** Whoever reaches the machine or the cluster reaches it. */
  readonly isOpen?: true;
}

/** A container of somebody else's image: database, broker, proxy. */
export interface Infrastructure {
  readonly name: string;
  readonly hosts: readonly string[];
  /** 'postgres' | 'mysql' | 'mongodb' | 'redis' | 'rabbitmq' | 'kafka' | 'nats' | 'elasticsearch' | … or undefined. */
  readonly engine?: string;
  readonly image?: string;
  readonly running?: Running;
  readonly env: Readonly<Record<string, EnvEntry>>;
  readonly ports: readonly PortMapping[];
  readonly at: Location;
}

/** A proxy rule found in a file (nginx.conf, compose labels, ingress), not in code. */
export interface ProxyRule {
  /** Unit that proxies. */
  readonly unit: string;
  /** URL or `host:port` it forwards to; may hold `${VAR}`. */
  readonly target: string;
  /** Path prefix it listens on. */
  readonly prefix: string;
  readonly at: Location;
}

/** What the cloud calls a function for. */
export type TriggerEvent =
  | { readonly kind: 'http'; readonly method: string; readonly path: string }
  | { readonly kind: 'message'; readonly broker: 'sqs' | 'sns' | 'eventbridge' | 'kinesis' | 'queues'; readonly topic: string }
  | { readonly kind: 'schedule' };

/** A function that no code registers: the cloud calls it by the name under which a file exports it. */
export interface FunctionTrigger {
  readonly unit: string;
  readonly file: string;
  readonly name: string;
  readonly event: TriggerEvent;
  readonly at: Location;
}

/** A function by the name under which others invoke it; `*` is the stage, which is another in each deployment. */
export interface NamedFunction {
  readonly unit: string;
  readonly name: string;
}

/** What is published to a topic, fits a rule, or starts a process is put into a queue. Names, URLs or ARNs. */
export interface TopicSubscription {
  readonly broker: 'sns' | 'eventbridge' | 'zeebe' | 'amqp';
  /** Of AMQP the pattern of routing keys. */
  readonly topic: string;
  readonly exchange?: string;
  readonly queue: string;
  readonly at: Location;
}

/** Where source in a language that is not resolved asks for a variable, or writes an address. */
export interface ForeignRead {
  readonly unit: string;
  /** A variable, with what the code takes where nobody sets it; or an address as it is written. */
  readonly what: { readonly variable: string; readonly fallback?: string } | { readonly address: string };
  /** Its file speaks gRPC. */
  readonly isGrpc: boolean;
  readonly at: Location;
}

export interface Discovery {
  readonly units: readonly Unit[];
  readonly packages: readonly LocalPackage[];
  readonly profiles: readonly Profile[];
  readonly proxies: readonly ProxyRule[];
  /** All source files (ts, tsx, mts, cts, js, jsx, mjs, cjs) worth reading, sorted; tests, build output, node_modules left out. */
  readonly files: readonly string[];
  readonly skipped: readonly SkippedFile[];
  /** .proto, .prisma, .sql, .graphql, nginx.conf … by kind, relative to root. */
  readonly schemaFiles: readonly {
    readonly kind: 'proto' | 'prisma' | 'sql' | 'graphql' | 'openapi' | 'asyncapi';
    readonly file: string;
  }[];
  /** Broken files of the user's, each becomes a msa/parse-error finding. */
  readonly problems: readonly Problem[];
  readonly pathMappings?: readonly PathMapping[];
  readonly foreignReads?: readonly ForeignRead[];
  readonly triggers?: readonly FunctionTrigger[];
  readonly functions?: readonly NamedFunction[];
  readonly subscriptions?: readonly TopicSubscription[];
  /** `# msa-ignore` in deployment files. */
  readonly ignores?: readonly IgnoreComment[];
  /** What the services of msa.yaml leave out, where it lists some. */
  readonly unlisted?: readonly UnlistedService[];
  /** Globs of `exclude` that match no file. */
  readonly unmatched?: readonly string[];
}

export interface SkippedFile {
  readonly file: string;
  readonly why: 'too-large' | 'minified' | 'unreadable' | 'binary' | 'symlink';
}

export interface Problem {
  readonly at: Location;
  readonly message: string;
}
