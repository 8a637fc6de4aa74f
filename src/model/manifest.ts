import type { ServiceKind } from './deployment.js';
import type { SeveritySetting } from './finding.js';
import type { Location } from './location.js';
import type { Pattern } from './pattern.js';
import type { Declared, DeclaredName } from './system.js';

/** msa.yaml, read and validated. */
export interface Manifest {
  /** Relative to the root. */
  readonly file: string;
  readonly name?: string;
  readonly services: readonly ManifestService[];
  /** What rules compare with the code: same content as `services` and `datastores`, with places. */
  readonly declared: Declared;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Defaults of all rules; undefined: recommended. */
  readonly preset?: Preset;
  /** Configurations that it builds on, but for presets. */
  readonly bases?: readonly BaseReference[];
  /** Other settings for single services; of several the last one holds. */
  readonly overrides?: readonly RuleOverride[];
  readonly ignore: readonly IgnoreEntry[];
  /** Folders and files left out, globs relative to the root. */
  readonly exclude: readonly string[];
  /** Where each of them stands. */
  readonly excludeAt?: Readonly<Record<string, Location>>;
  /** Chosen for the whole system, and the user's own. */
  readonly patterns?: readonly ManifestPattern[];
  /** Code of the user's that adds rules, libraries and reports. */
  readonly plugins?: readonly PluginReference[];
  /** Client wrappers and libraries that only this company has. */
  readonly libraries: readonly UserLibrary[];
}

export const PRESETS = ['recommended', 'strict'] as const;
export type Preset = (typeof PRESETS)[number];

/** A file or a package in `extends`. */
export interface BaseReference {
  readonly name: string;
  readonly at: Location;
}

/** `acme: '@acme/msa-plugin'` in `plugins`. */
export interface PluginReference {
  /** What its rules and reports are called after. */
  readonly name: string;
  /** A package, or a file beside the manifest: `./msa/plugin.mjs`. */
  readonly module: string;
  readonly at: Location;
}

export interface RuleOverride {
  readonly services: readonly string[];
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly at: Location;
}

export interface ManifestService {
  readonly name: string;
  readonly path: string;
  readonly kind?: ServiceKind;
  readonly team?: string;
  readonly aliases: readonly string[];
  readonly entry?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly patterns: readonly DeclaredName[];
  readonly at: Location;
}

export interface ManifestPattern {
  readonly name: string;
  readonly verdict?: 'adopt' | 'trial';
  /** Described in msa.yaml. */
  readonly own?: Pattern;
  readonly at: Location;
}

export interface RuleSetting {
  readonly severity?: SeveritySetting;
  readonly options: Readonly<Record<string, unknown>>;
  readonly at: Location;
}

export interface IgnoreEntry {
  readonly rule: string;
  readonly services?: readonly string[];
  readonly reason: string;
  /** ISO date. */
  readonly expires?: string;
  readonly at: Location;
}

/** `calls: { 'callService()': { kind: http, host: arg 0, path: arg 1, method: get } }` of package `@acme/http`. */
export interface UserLibrary {
  readonly package: string;
  readonly types: Readonly<Record<string, string>>;
  readonly calls: Readonly<Record<string, UserCall>>;
  readonly at: Location;
}

/** A meaning as data; selectors are texts: `arg(0)`, `arg(1).path`, `'literal'`, `receiver.arg(0).baseURL`. */
export interface UserCall {
  readonly kind: 'http' | 'publish' | 'subscribe' | 'read' | 'write' | 'open' | 'route';
  readonly [selector: string]: string;
}
