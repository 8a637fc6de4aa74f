import module from 'node:module';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

import { bytesOf, realDisk } from '../shared/disk.js';
import { digestOf } from './digest.js';
import { answering } from './extract/ahead.js';
import { lowerHere } from './extract/lower-texts.js';
import { sourceText } from './extract/opened.js';
import type { Message, ThreadData } from './extract/thread.js';

/**
 * The thread beside that of the analysis: answers every list of texts with what they give as JSON, in the order in which they come. Before the
 * first one it lowers files that are likely to be asked for.
 */
const node: { readonly builtinModules: readonly string[]; readonly enableCompileCache?: () => unknown } = module;
if ((workerData as ThreadData).keepsCompiledCode) node.enableCompileCache?.();
void import('./extract/extract.js'); // while the files are still looked for

const { answer, begin } = answering(lowerHere(digestOf), (root, file) => {
  const bytes = bytesOf(realDisk, path.join(root, file));
  const source = bytes && sourceText(bytes);
  return source && 'text' in source ? source.text : undefined;
});
let last: Promise<unknown> = Promise.resolve();
parentPort?.on('message', (message: Message) => {
  if ('root' in message) void begin(message);
  else
    last = last.then(async () => {
      const made = await answer(message);
      parentPort?.postMessage(made, [made.facts.buffer]);
    });
});
