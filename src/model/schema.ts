import type { Problem } from './deployment.js';

/** What schema files declare: operations and tables. */
export interface Schemas {
  readonly protos: readonly ProtoFile[];
  readonly prisma: readonly PrismaFile[];
  readonly sql: readonly SqlFile[];
  readonly graphql: readonly GraphqlFile[];
  readonly openapi: readonly OpenapiFile[];
  readonly asyncapi: readonly AsyncapiFile[];
  readonly problems: readonly Problem[];
}

export interface ProtoFile {
  readonly file: string;
  readonly package: string;
  readonly services: readonly {
    readonly name: string;
    readonly line: number;
    readonly methods: readonly { readonly name: string; readonly line: number }[];
  }[];
}

export interface GraphqlFile {
  readonly file: string;
  /** Schema definition language, as it is written. */
  readonly text: string;
}

export interface OpenapiFile {
  readonly file: string;
  readonly title: string;
  /** Path before all of its paths; '' for none. */
  readonly base: string;
  readonly operations: readonly { readonly method: string; readonly path: string; readonly line: number }[];
}

export interface AsyncapiFile {
  readonly file: string;
  readonly title: string;
  /** What the application that it describes does. */
  readonly operations: readonly {
    readonly action: 'send' | 'receive';
    /** Who receives answers, who sends waits for that. */
    readonly replies: boolean;
    /** As servers and bindings call it: `kafka`, `mqtt5`; '' where nothing does. */
    readonly protocol: string;
    /** Topic, queue or key; parameters as `{id}`. */
    readonly channel: string;
    readonly exchange?: string;
    readonly line: number;
  }[];
}

export interface PrismaFile {
  readonly file: string;
  readonly provider?: string;
  /** `env("NAME")` of the datasource. */
  readonly urlEnv?: string;
  readonly url?: string;
  readonly models: readonly PrismaModel[];
  /** Where its client is generated, relative to the schema's folder. */
  readonly generatorOutput?: string;
}

export interface PrismaModel {
  readonly name: string;
  readonly table: string;
  readonly schema?: string;
  /** Models of which each of its rows needs one: foreign keys that may not be empty. */
  readonly needs?: readonly string[];
  readonly line: number;
}

/** Code that is generated from a schema: who imports it imports the library that it is made for. */
export interface GeneratedCode {
  /** Relative to the root; installed code begins with `node_modules/`. */
  readonly folder: string;
  readonly package: string;
  /** The schema's file. */
  readonly schema: string;
}

export interface SqlFile {
  readonly file: string;
  readonly tables: readonly { readonly name: string; readonly schema?: string; readonly line: number; readonly verb: 'create' | 'alter' }[];
  readonly databases: readonly string[];
}
