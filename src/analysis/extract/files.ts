import type { Problem, SkippedFile } from '../../model/deployment.js';
import type { IgnoreComment } from '../../model/ignore-comment.js';
import type { ModuleDigest } from '../../model/module-digest.js';
import type { ModuleFacts } from '../../model/module-facts.js';
import type { Modules } from '../../model/module-graph.js';
import type { Lowered, Opened, SourceReader } from '../../model/source.js';
import { decoded } from '../../shared/disk.js';
import { dataFacts } from './data.js';
import { lazyModules } from './modules.js';

export interface Extracted {
  readonly modules: Modules;
  /** What is asked of every one of them. */
  readonly digests: ReadonlyMap<string, ModuleDigest>;
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

type DigestOf = (facts: ModuleFacts) => ModuleDigest;

/** Lowers every file that was not read before; what cannot be read is told, never dropped in silence. */
export async function extractFiles(open: SourceReader, files: readonly string[], digestOf: DigestOf): Promise<Extracted> {
  const modules = new Map<string, () => ModuleFacts>();
  const digests = new Map<string, ModuleDigest>();
  const contents = new Map<string, string>();
  const skipped: SkippedFile[] = [];
  const problems: Problem[] = [];
  const lower = lazyLowering(digestOf);
  for (const file of files) {
    const opened = open(file);
    if (opened === undefined) {
      skipped.push({ file, why: 'unreadable' });
      problems.push({ at: { file, line: 1, column: 1 }, message: 'the file cannot be read' });
      continue;
    }
    const lowered = await lower(file, opened);
    if ('skip' in lowered) {
      skipped.push({ file, why: lowered.skip });
      continue;
    }
    if (opened.content !== undefined) contents.set(file, opened.content);
    modules.set(file, lowered.facts);
    digests.set(file, lowered.digest);
    for (const { line, column, message } of lowered.digest.parseErrors.slice(0, 1))
      problems.push({ at: { file, line, column }, message: `syntax error: ${message}` });
  }
  const ignores = [...digests].flatMap(([file, digest]) => digest.ignores.map((fact) => ({ ...fact, file })));
  return { modules: lazyModules(modules), digests, contents, skipped, problems, ignores };
}

type Lower = (file: string, opened: Opened) => Promise<Lowered>;

/** The parser is loaded with the first file that needs it: where nothing has changed, never. */
function lazyLowering(digestOf: DigestOf): Lower {
  let extract: ((file: string, text: string) => ModuleFacts) | undefined;
  return async (file, opened) => {
    if ('lowered' in opened) return opened.lowered;
    if ('facts' in opened) return loweredOf(opened.facts, digestOf);
    const { bytes, keep } = opened;
    const text = decoded(bytes).replace(/^\uFEFF/, '');
    const skip = reasonToSkip(text);
    const factsOf = async (): Promise<ModuleFacts> =>
      /\.(json|ya?ml)$/.test(file) ? dataFacts(file, text) : (extract ??= (await import('./extract.js')).extract)(file, text);
    const lowered = skip === undefined ? loweredOf(await factsOf(), digestOf) : { skip };
    keep?.(lowered);
    return lowered;
  };
}

function loweredOf(facts: ModuleFacts, digestOf: DigestOf): Lowered {
  return { digest: digestOf(facts), facts: () => facts };
}

function reasonToSkip(text: string): SkippedFile['why'] | undefined {
  if (text.length > MAX_BYTES) return 'too-large';
  if (text.slice(0, 4096).includes('\0')) return 'binary';
  if (text.length <= MINIFIED.bytes) return undefined;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > MINIFIED.meanLine ? 'minified' : undefined;
}
