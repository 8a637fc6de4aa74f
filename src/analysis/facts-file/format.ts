import type { ServiceKind, SkippedFile } from '../../model/deployment.js';
import type { ModuleFacts } from '../../model/module-facts.js';

/** Raised with every change of what a facts file may hold, the facts of modules among it. */
export const FACTS_VERSION = 1;

/** What msa knows of one repository, to be linted with others. Its shape is docs/json-schema/facts.schema.json. */
export interface FactsFile {
  readonly factsVersion: typeof FACTS_VERSION;
  readonly tool: { readonly name: string; readonly version: string };
  /** Of the repository: the folder that its files are said to lie in. */
  readonly name: string;
  /** Services as they are found where nothing but this repository is known. */
  readonly services: readonly FoundService[];
  /** Sorted by path. */
  readonly files: readonly FactsOfFile[];
}

export interface FoundService {
  readonly name: string;
  /** Relative to the repository. */
  readonly path: string;
  readonly kind: ServiceKind;
}

/** A file: source as facts, what tells of deployment, schemas and settings as text, of others that they are there. */
export interface FactsOfFile {
  /** POSIX, relative to the repository. */
  readonly path: string;
  readonly facts?: Omit<ModuleFacts, 'file'>;
  /** Why it is no source that can be read. */
  readonly skip?: SkippedFile['why'];
  /** Of source the few words that say what kind of process it is. */
  readonly text?: string;
  /** A link: where it leads is not followed. */
  readonly link?: true;
}

/** As a file: a line each, so that what has changed can be compared. */
export function factsText({ files, ...head }: FactsFile): string {
  const lines = files.map((file) => JSON.stringify(file));
  return `${JSON.stringify(head).slice(0, -1)},"files":[\n${lines.join(',\n')}\n]}\n`;
}
