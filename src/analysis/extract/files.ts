import type { Problem, SkippedFile } from '../../model/deployment.js';
import type { IgnoreComment } from '../../model/ignore-comment.js';
import type { ModuleDigest } from '../../model/module-digest.js';
import type { ModuleGraph, Modules } from '../../model/module-graph.js';
import type { Lowered, SourceReader } from '../../model/source.js';
import { remembered } from '../../model/remembered.js';
import { inBatches } from './batches.js';
import { importsInText } from './imports-in-text.js';
import { type DigestOf, lowerHere } from './lower-texts.js';
import { lazyModules } from './modules.js';
import { type OpenFiles, opened } from './opened.js';
import { type Lowering, lowering as loweringOf } from './thread.js';

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

/** Which files there are is known; what is in them is found out meanwhile. */
export interface Extracting extends Pick<Extracted, 'modules' | 'contents'> {
  /** Files of which nothing is known yet: who asks for their facts gets NOT_READ. */
  readonly left: () => number;
  /** These files and all that their texts seem to import. */
  readonly guessed: (files: readonly string[], resolveImport: ModuleGraph['resolveImport']) => ReadonlySet<string>;
  /** Hands them over, after what was handed over before. */
  readonly ahead: (files: Iterable<string>) => void;
  /** Until these files, which were handed over, are lowered, and all that their imports lead to. */
  readonly reached: (files: readonly string[], resolveImport: ModuleGraph['resolveImport']) => Promise<void>;
  /** Hands over what nobody has waited for. */
  readonly goOn: () => void;
  readonly all: () => Promise<Extracted>;
}

interface How {
  readonly digestOf: DigestOf;
  readonly lowering: Lowering;
}

/** Lowers every file that was not read before; what cannot be read is told, never dropped in silence. */
export async function extractFiles(open: SourceReader, files: readonly string[], digestOf: DigestOf): Promise<Extracted> {
  return (await openFiles(open, files, { digestOf, lowering: loweringOf(lowerHere(digestOf)) })).all();
}

/** The same at once, or beside this thread, in the order in which files are waited for. */
export async function openFiles(open: SourceReader, files: readonly string[], { digestOf, lowering }: How): Promise<Extracting> {
  const extracting = fromOpened(files, opened(open, files, digestOf), lowering);
  lowering.expect(extracting.left());
  if (!lowering.isBeside()) await extracting.all();
  return extracting;
}

function fromOpened(files: readonly string[], { known, modules, contents, unread }: OpenFiles, lowering: Lowering): Extracting {
  const keeps = new Map<string, ((lowered: Lowered) => void) | undefined>();
  const batches = inBatches(lowering.lower, (made) => {
    for (const { file, ...lowered } of made) {
      known.set(file, lowered);
      modules.set(file, lowered.facts);
      keeps.get(file)?.(lowered);
      keeps.delete(file);
    }
  });

  function ask(file: string): void {
    const source = unread.get(file);
    if (source === undefined) return;
    unread.delete(file);
    keeps.set(file, source.keep);
    batches.ask({ file, text: source.text });
  }

  function ahead(wanted: Iterable<string>): void {
    for (const file of wanted) ask(file);
    batches.send();
  }

  function goOn(): void {
    ahead([...unread.keys()]);
  }

  async function importsOf(file: string): Promise<readonly string[]> {
    while (keeps.has(file)) await batches.next();
    return importedBy(known.get(file));
  }

  const facts = { modules: lazyModules(modules), contents };
  return {
    ...facts,
    left: () => unread.size + keeps.size,
    guessed: guesser({ unread, known }),
    ahead,
    goOn,
    reached: (own, resolveImport) => reach(own, { importsOf, resolveImport }),
    all: async () => {
      goOn();
      while (keeps.size > 0) await batches.next();
      lowering.end();
      return { ...facts, ...told(files, known) };
    },
  };
}

/** Of a file that is not read yet its text tells what it seems to import. */
function guesser({ unread, known }: Pick<OpenFiles, 'unread' | 'known'>): Extracting['guessed'] {
  const imports = remembered((file) => {
    const text = unread.get(file)?.text;
    return text === undefined ? importedBy(known.get(file)) : importsInText(text);
  });
  return (own, resolveImport) => {
    const all = new Set(own);
    // A set is walked on to what is added meanwhile.
    for (const file of all) follow(file, imports(file), { resolveImport, into: all });
    return all;
  };
}

interface Way extends Pick<ModuleGraph, 'resolveImport'> {
  readonly importsOf: (file: string) => Promise<readonly string[]>;
}

async function reach(own: readonly string[], { importsOf, resolveImport }: Way): Promise<void> {
  const reached = new Set(own);
  // A set is walked on to what is added meanwhile.
  for (const file of reached) follow(file, await importsOf(file), { resolveImport, into: reached });
}

function follow(
  file: string,
  imports: readonly string[],
  { resolveImport, into }: Pick<Way, 'resolveImport'> & { into: Set<string> },
): void {
  for (const from of imports) {
    const target = resolveImport(file, from);
    if ('file' in target) into.add(target.file);
  }
}

function importedBy(lowered: Lowered | undefined): readonly string[] {
  return lowered && 'digest' in lowered ? [...lowered.digest.imports.map(({ from }) => from), ...lowered.digest.stars] : [];
}

/** In the order of the files, whenever they were read. */
function told(files: readonly string[], known: OpenFiles['known']): Omit<Extracted, 'modules' | 'contents'> {
  const digests = new Map<string, ModuleDigest>();
  const skipped: SkippedFile[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const lowered = known.get(file);
    if (lowered === undefined) {
      skipped.push({ file, why: 'unreadable' });
      problems.push({ at: { file, line: 1, column: 1 }, message: 'the file cannot be read' });
    } else if ('skip' in lowered) skipped.push({ file, why: lowered.skip });
    else {
      digests.set(file, lowered.digest);
      for (const { line, column, message } of lowered.digest.parseErrors.slice(0, 1))
        problems.push({ at: { file, line, column }, message: `syntax error: ${message}` });
    }
  }
  const ignores = [...digests].flatMap(([file, digest]) => digest.ignores.map((fact) => ({ ...fact, file })));
  return { digests, skipped, problems, ignores };
}
