import module from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

import { digestOf } from './digest.js';
import { lowerHere, type SourceText } from './extract/lower-texts.js';
import type { ThreadData } from './extract/thread.js';

/** The thread beside that of the analysis: answers every list of texts with their facts as JSON, in the order in which they come. */
const node: { readonly builtinModules: readonly string[]; readonly enableCompileCache?: () => unknown } = module;
if ((workerData as ThreadData).keepsCompiledCode) node.enableCompileCache?.();
void import('./extract/extract.js'); // while the files are still looked for

const lower = lowerHere(digestOf);
let last: Promise<unknown> = Promise.resolve();
parentPort?.on('message', (texts: readonly SourceText[]) => {
  last = last.then(async () => parentPort?.postMessage(JSON.stringify(await lower(texts))));
});
