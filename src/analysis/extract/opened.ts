import type { SkippedFile } from '../../model/deployment.js';
import type { ModuleFacts } from '../../model/module-facts.js';
import type { Lowered, Opened, SourceReader } from '../../model/source.js';
import { decoded } from '../../shared/disk.js';
import type { DigestOf } from './lower-texts.js';

/** Files above this many bytes are data or bundles, not source that people wrote. */
const MAX_BYTES = 1_000_000;
/** Mean characters a line above which a file of some size is minified (measured on committed bundles). */
const MINIFIED = { meanLine: 250, bytes: 20_000 } as const;

export interface OpenFiles {
  /** What was known before, or is left out. */
  readonly known: Map<string, Lowered>;
  /** Of every file that is source, in the order of the files. */
  readonly modules: Map<string, () => ModuleFacts>;
  /** Of each of them the name of its content, where the reader tells it. */
  readonly contents: ReadonlyMap<string, string>;
  /** Those that have to be lowered. */
  readonly unread: Map<string, Unread>;
}

interface Unread {
  readonly text: string;
  readonly keep: ((lowered: Lowered) => void) | undefined;
}

/** What is thrown where facts are asked for that are not known yet. */
export const NOT_READ = new Error('the facts of a file are asked for before it is read');

/** Reads all files; those that cannot be read are in no list. */
export function opened(open: SourceReader, files: readonly string[], digestOf: DigestOf): OpenFiles {
  const out = { known: new Map<string, Lowered>(), modules: new Map<string, () => ModuleFacts>(), unread: new Map<string, Unread>() };
  const contents = new Map<string, string>();
  for (const file of files) {
    const source = open(file);
    if (source === undefined) continue;
    const found = knownOf(source, digestOf);
    if ('text' in found) out.unread.set(file, found);
    else out.known.set(file, found);
    if ('skip' in found) continue;
    out.modules.set(file, 'text' in found ? notRead : found.facts);
    if (source.content !== undefined) contents.set(file, source.content);
  }
  return { ...out, contents };
}

function notRead(): never {
  throw NOT_READ;
}

function knownOf(source: Opened, digestOf: DigestOf): Lowered | Unread {
  if ('lowered' in source) return source.lowered;
  if ('facts' in source) return { digest: digestOf(source.facts), facts: () => source.facts };
  const { bytes, keep } = source;
  const found = sourceText(bytes);
  if ('text' in found) return { text: found.text, keep };
  keep?.(found);
  return found;
}

/** The text of a file, or why it is no source that people wrote. */
export function sourceText(bytes: Uint8Array): { readonly text: string } | { readonly skip: SkippedFile['why'] } {
  const text = decoded(bytes).replace(/^\uFEFF/, '');
  const skip = reasonToSkip(text);
  return skip === undefined ? { text } : { skip };
}

function reasonToSkip(text: string): SkippedFile['why'] | undefined {
  if (text.length > MAX_BYTES) return 'too-large';
  if (text.slice(0, 4096).includes('\0')) return 'binary';
  if (text.length <= MINIFIED.bytes) return undefined;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > MINIFIED.meanLine ? 'minified' : undefined;
}
