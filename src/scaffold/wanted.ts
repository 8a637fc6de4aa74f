/** What a workspace shall be: all that a rendering depends on beside the templates. */
export interface Wanted {
  /** Name of the workspace, kebab-case. */
  readonly name: string;
  readonly services: Readonly<Record<string, WantedService>>;
}

export interface WantedService {
  /** Folder, relative to the root. */
  readonly path: string;
  /** First of ten. */
  readonly port: number;
  /** Layers that were chosen; those that they require come by themselves. */
  readonly patterns: readonly string[];
  /** `entity`, `calls`, `layer.option`. */
  readonly answers: Readonly<Record<string, string>>;
}

/**
 * Class of a file in a workspace: the template's (merged on update), JSON and YAML merged by key, the user's own from the
 * beginning, or the user's with lines of the template between markers.
 */
export type FileClass = 'managed' | 'structured' | 'seed' | 'block';

export interface Rendered {
  readonly class: FileClass;
  readonly content: string | Uint8Array;
  readonly isExecutable: boolean;
  /** Layer that the file comes from. */
  readonly layer: string;
}

/** Path relative to the root → file. */
export type Tree = ReadonlyMap<string, Rendered>;
