import type { SkippedFile } from './deployment.js';
import type { ModuleDigest } from './module-digest.js';
import type { ModuleFacts } from './module-facts.js';

/** What the content of one source file gives: plain JSON, kept from run to run. `file` of the facts is where it was first read. */
export type Lowered = LoweredSource | { readonly skip: SkippedFile['why'] };

export interface LoweredSource {
  readonly digest: ModuleDigest;
  /** Those of an earlier run, or of another thread, are taken apart when they are asked for. */
  readonly facts: () => ModuleFacts;
  /** The facts, where they came as JSON: who keeps them need not write them anew. */
  readonly json?: Uint8Array;
}

/** A file that was read before, one of which somebody else has told the facts, or one that has to be read; what it gives is handed to `keep`. */
export type Opened = (
  | { readonly lowered: Lowered }
  | { readonly facts: ModuleFacts }
  | { readonly bytes: Uint8Array; readonly keep?: (lowered: Lowered) => void }
) & {
  /** What is read and in which language, by name: equal names, equal facts. undefined: nobody asked. */
  readonly content?: string;
};

/** Where source files come from: a folder, or a state of the repository; `undefined`: the file cannot be read. */
export type SourceReader = (file: string) => Opened | undefined;
