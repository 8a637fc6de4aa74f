import type { IgnoreFact } from './ignore-comment.js';
import type { Location } from './location.js';
import type { ImportFact, ModuleFacts, ParseError } from './module-facts.js';
import type { Practice } from './practice.js';

/**
 * What is asked of every file of a system, in few words and as plain JSON: it is kept beside the facts, so that those are taken
 * apart only of files whose code is followed. A function of the facts alone.
 */
export interface ModuleDigest extends ModuleLinks, LinkNames {
  readonly linesOfCode: number;
  readonly parseErrors: readonly ParseError[];
  readonly ignores: readonly IgnoreFact[];
  /** Of each practice the first place that speaks of it. */
  readonly practices: readonly (readonly [practice: Practice, at: Position])[];
  /** The first place that speaks of an answer whether all is well. */
  readonly health?: Position;
  readonly defaults: Defaults;
  readonly logic: readonly LogicClass[];
}

export type Position = Pick<Location, 'line' | 'column'>;

/** What a module takes from others, and what it gives. */
export interface ModuleLinks {
  readonly imports: readonly ImportDigest[];
  readonly exports: readonly ExportDigest[];
  readonly stars: ModuleFacts['stars'];
  /** Types that stand for a type of another module, or for the type of a value: then only the name. */
  readonly types?: readonly ExportDigest[];
}

/** What of these says which imports leave their service, and which of those take values: few texts, where imports are many objects. */
export interface LinkNames {
  /** Equal names, equal imports, and the same is passed on. */
  readonly linksName: string;
  /** Under which names it takes something from others, one a line. */
  readonly takes: string;
  /** Under which names it gives what is its own, one a line. */
  readonly gives: string;
}

export interface ImportDigest extends Pick<ImportFact, 'from' | 'names'>, Position {
  readonly typeOnly?: boolean;
}

/** What is given under a name: a value of its own, or what another module gives. */
export type ExportDigest = readonly [name: string] | readonly [name: string, from: string, original: string];

/** What code takes where something else is not set. */
export interface Defaults {
  readonly texts: readonly string[];
  /** Names of constants, of this file or of others. */
  readonly names: readonly string[];
  /** Texts that have a name. */
  readonly constants: readonly (readonly [name: string, text: string])[];
}

/** A class that may hold logic of the domain. */
export interface LogicClass extends Position {
  readonly name: string;
  /** It has state and behaviour. */
  readonly isObject: boolean;
  /** It is called after what it does, and works on what is stored; else the types that it is given, in lower case. */
  readonly service: boolean | readonly string[];
}
