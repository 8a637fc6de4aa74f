/** What one pattern adds to a service: data and files, no code that runs. */
export interface Layer {
  readonly name: string;
  /** Id in src/patterns, where the layer is a pattern of its own. */
  readonly pattern?: string;
  readonly summary: string;
  /** Not offered: it comes with others. */
  readonly internal: boolean;
  /** Chosen where nobody chooses. */
  readonly isDefault: boolean;
  readonly requires: readonly string[];
  readonly conflicts: readonly string[];
  /** A service with this layer calls every other service that has one of these. */
  readonly calls: readonly string[];
  /** What it has for each service that is called is for those that have one of these alone; none: for all. */
  readonly callees: readonly string[];
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  readonly env: readonly EnvVariable[];
  /** Globs below files/: written once, the user's from then on. */
  readonly seed: readonly string[];
  /** File → marker → lines. */
  readonly blocks: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly options: readonly LayerOption[];
  /** Path below files/ → content. */
  readonly files: Contents;
  readonly fragments: readonly Fragment[];
  /** Section of the service's README. */
  readonly readme?: string;
  /** Text of the decision record. */
  readonly adr?: string;
}

export interface EnvVariable {
  readonly name: string;
  readonly description: string;
  readonly default?: string;
  readonly secret: boolean;
}

export interface LayerOption {
  readonly name: string;
  readonly description: string;
  readonly default?: string;
  readonly choices?: readonly string[];
  /** Word in the files that the answer takes the place of. */
  readonly replaces?: string;
}

/** JSON or YAML that is merged by key into a file; for another service also a whole file, with that one's name in its path. */
export interface Fragment {
  /** Whose file: of the service, or of the workspace. */
  readonly of: 'service' | 'workspace';
  /** Once for each service that this one calls, or that calls it. */
  readonly per?: 'callee' | 'caller';
  readonly path: string;
  readonly text: string;
}

export type Contents = ReadonlyMap<string, string | Uint8Array>;

/** All layers, and the versions of the packages that they use. */
export interface Templates {
  readonly layers: ReadonlyMap<string, Layer>;
  readonly versions: Versions;
}

export interface Versions {
  readonly packages: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, unknown>>;
}

export const BASE = 'base';
export const WORKSPACE = 'workspace';
