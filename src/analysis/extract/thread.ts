import module from 'node:module';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import type { ModuleDigest } from '../../model/module-digest.js';
import type { ModuleFacts } from '../../model/module-facts.js';
import { once } from '../../shared/once.js';
import type { Answer, LikelyFiles } from './ahead.js';
import type { FileFacts, LowerTexts, SourceText } from './lower-texts.js';

/** Lowers files in this thread, or in one beside it. */
export interface Lowering {
  /** So many files are to be lowered: for many a second thread gets ready. */
  readonly expect: (files: number) => void;
  /** These files may be among them: a second thread need not wait for their texts. */
  readonly begin: (files: LikelyFiles) => void;
  /** What is handed over is lowered while this thread goes on. */
  readonly isBeside: () => boolean;
  readonly lower: LowerTexts;
  /** No more files will come. */
  readonly end: () => void;
}

/** A second thread loads and warms up a parser of its own: below this many files that takes longer than they do. */
const MANY = 1000;

/**
 * The threads of V8 itself, its compiler and its garbage collector, keep a processor busy as well: with two of them all is as fast
 * without the second thread, but in Node 20, where the command line asks that compiler to wait (measured with Node 20, 22 and 24).
 */
const PROCESSORS = process.versions.v8.startsWith('11.') ? 2 : 3;

/** `worker` is the file that the second thread runs: it answers every list of texts with what `here` makes of them. */
export function lowering(here: LowerTexts, worker?: URL, processors = availableParallelism()): Lowering {
  let thread: Thread | undefined;
  return {
    expect: (files) => {
      if (worker !== undefined && files >= MANY && processors >= PROCESSORS) thread ??= startThread(here, worker);
    },
    begin: (files) => thread?.begin(files),
    isBeside: () => thread !== undefined,
    lower: (texts) => (thread?.lower ?? here)(texts),
    end: () => {
      thread?.end();
    },
  };
}

type Thread = Pick<Lowering, 'begin' | 'lower' | 'end'>;

/** What the thread is told: texts that it is to lower, or files that may be. */
export type Message = readonly SourceText[] | LikelyFiles;

interface Asked {
  readonly texts: readonly SourceText[];
  readonly resolve: (made: readonly FileFacts[] | Promise<readonly FileFacts[]>) => void;
}

/** What a thread that is lost has not answered is lowered here. */
function startThread(here: LowerTexts, file: URL): Thread | undefined {
  const asked: Asked[] = [];
  let worker: Worker | undefined = started(file);
  const lose = (): void => {
    worker = undefined;
    for (const { texts, resolve } of asked.splice(0)) resolve(here(texts));
  };
  worker?.on('error', lose).on('exit', lose);
  worker?.on('message', (answer: Answer) => {
    const first = asked.shift();
    first?.resolve(answered(first.texts, answer));
    // The process may end while nothing is asked.
    if (asked.length === 0) worker?.unref();
  });
  worker?.unref();
  return (
    worker && {
      begin: (files) => worker?.postMessage(files satisfies Message),
      lower: (texts) => {
        if (worker === undefined) return here(texts);
        const made = new Promise<readonly FileFacts[]>((resolve) => asked.push({ texts, resolve }));
        worker.ref();
        worker.postMessage(texts satisfies Message);
        return made;
      },
      end: () => {
        asked.length = 0;
        void worker?.terminate();
      },
    }
  );
}

/** Facts stay JSON until somebody asks for them: of a list for all, as V8 puts what it reads of a long text where it stays. */
function answered(texts: readonly SourceText[], { digests, facts, lengths }: Answer): FileFacts[] {
  const bytes = Buffer.from(facts.buffer);
  const all = once(() => JSON.parse(bytes.toString()) as ModuleFacts[]);
  let end = 0;
  return (JSON.parse(digests) as ModuleDigest[]).flatMap((digest, index) => {
    const [file, length] = [texts[index]?.file, lengths[index]];
    if (file === undefined || length === undefined) return [];
    const json = bytes.subarray(end + 1, (end += 1 + length)); // after `[` or `,`
    return { file, digest, facts: () => nth(all(), index), json };
  });
}

function nth(all: readonly ModuleFacts[], index: number): ModuleFacts {
  const facts = all[index];
  if (facts === undefined) throw new Error('there are facts for every digest');
  return facts;
}

/** The stack of a main thread, and what Node keeps free of one: what is nested too deeply in one thread is so in both. */
const STACK = { stackSizeMb: (984 + 192) / 1024 };

export interface ThreadData {
  /** Node keeps compiled code between runs: so may the thread. */
  readonly keepsCompiledCode: boolean;
}

/** undefined: nobody may start a thread here. */
function started(file: URL): Worker | undefined {
  const node: { readonly builtinModules: readonly string[]; readonly getCompileCacheDir?: () => string | undefined } = module;
  const workerData: ThreadData = { keepsCompiledCode: node.getCompileCacheDir?.() !== undefined };
  try {
    return new Worker(file, { workerData, resourceLimits: STACK, execArgv: [] });
  } catch {
    return undefined;
  }
}
