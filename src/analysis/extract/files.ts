import type { Problem, SkippedFile } from '../../model/deployment.js';
import type { IgnoreComment } from '../../model/ignore-comment.js';
import type { ModuleFacts } from '../../model/module-facts.js';
import type { Lowered, Opened, SourceReader } from '../../model/source.js';
import { decoded } from '../../shared/disk.js';
import { dataFacts } from './data.js';

export interface Extracted {
  readonly modules: readonly ModuleFacts[];
  /** Of each module the name of its content, where the reader tells it. */
  readonly contents: ReadonlyMap<string, string>;
  readonly skipped: readonly SkippedFile[];
  readonly problems: readonly Problem[];
  readonly ignores: readonly IgnoreComment[];
}

/** Files above this many bytes are data or bundles, not source that people wrote. */
const MAX_BYTES = 1_000_000;
/** Mean characters a line above which a file of some size is minified (measured on committed bundles). */
const MINIFIED = { meanLine: 250, bytes: 20_000 } as const;

/** Lowers every file that was not read before; what cannot be read is told, never dropped in silence. */
export async function extractFiles(open: SourceReader, files: readonly string[]): Promise<Extracted> {
  const modules: ModuleFacts[] = [];
  const contents = new Map<string, string>();
  const skipped: SkippedFile[] = [];
  const problems: Problem[] = [];
  const lower = lazyLowering();
  for (const file of files) {
    const opened = open(file);
    if (opened === undefined) {
      skipped.push({ file, why: 'unreadable' });
      problems.push({ at: { file, line: 1, column: 1 }, message: 'the file cannot be read' });
      continue;
    }
    const lowered = 'lowered' in opened ? opened.lowered : await lower(file, opened);
    if ('skip' in lowered) {
      skipped.push({ file, why: lowered.skip });
      continue;
    }
    if (opened.content !== undefined) contents.set(file, opened.content);
    modules.push(lowered.facts.file === file ? lowered.facts : { ...lowered.facts, file });
    for (const { line, column, message } of lowered.facts.parseErrors.slice(0, 1))
      problems.push({ at: { file, line, column }, message: `syntax error: ${message}` });
  }
  const ignores = modules.flatMap(({ file, ignores: facts = [] }) => facts.map((fact) => ({ ...fact, file })));
  return { modules, contents, skipped, problems, ignores };
}

type Lower = (file: string, unread: Exclude<Opened, { readonly lowered: unknown }>) => Promise<Lowered>;

/** The parser is loaded with the first file that needs it: where nothing has changed, never. */
function lazyLowering(): Lower {
  let extract: ((file: string, text: string) => ModuleFacts) | undefined;
  return async (file, { bytes, keep }) => {
    const text = decoded(bytes).replace(/^\uFEFF/, '');
    const skip = reasonToSkip(text);
    let lowered: Lowered;
    if (skip !== undefined) lowered = { skip };
    else if (/\.(json|ya?ml)$/.test(file)) lowered = { facts: dataFacts(file, text) };
    else lowered = { facts: (extract ??= (await import('./extract.js')).extract)(file, text) };
    keep?.(lowered);
    return lowered;
  };
}

function reasonToSkip(text: string): SkippedFile['why'] | undefined {
  if (text.length > MAX_BYTES) return 'too-large';
  if (text.slice(0, 4096).includes('\0')) return 'binary';
  if (text.length <= MINIFIED.bytes) return undefined;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > MINIFIED.meanLine ? 'minified' : undefined;
}
