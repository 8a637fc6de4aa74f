import module from 'node:module';
import { setFlagsFromString } from 'node:v8';

import type { Interfaces } from '@oclif/core';

import { UserError } from '../shared/errors.js';
import { writeError, writeOutput } from './output.js';
import { asksForVersion, versionLine } from './version.js';

/** What oclif is told: where the package is, or also what its package.json says. */
export type OclifOptions = string | { readonly root: string; readonly pjson: Interfaces.PJSON };

/**
 * Runs msa on the arguments of this process. Commands set the exit code; whatever is thrown becomes exit code 2 here. `options` are read
 * where oclif is needed.
 */
export async function main(options: string | (() => OclifOptions)): Promise<void> {
  const isCompiledAnew = !enableCompileCache();
  compileLess();
  surviveClosedPipes();
  process.on('uncaughtException', (error) => void fail(error));
  try {
    const args = process.argv.slice(2);
    if (asksForVersion(args)) {
      writeOutput(versionLine());
      return;
    }
    if (isCompiledAnew) (await import('./compile-cache.js')).keepCompiled();
    const [{ run }, { settings }] = await Promise.all([import('@oclif/core/run'), import('@oclif/core/settings')]);
    settings.enableAutoTranspile = false; // always dist, also with NODE_ENV=test
    await run(args, typeof options === 'string' ? options : options());
  } catch (error) {
    await fail(error);
  }
}

let hasFailed = false;

/** Tells the first failure; what else goes wrong after it is its consequence, or Node's second telling of it. */
async function fail(error: unknown): Promise<void> {
  if (hasFailed) return;
  hasFailed = true;
  const { failure } = await import('./failure.js');
  const { code, text } = failure(error, { debug: process.argv.includes('--debug') });
  process.exitCode = code;
  writeError(text);
}

/** Node 22.1 and later keeps compiled code between runs, when it is told to. */
function enableCompileCache(): boolean {
  const node: { readonly builtinModules: readonly string[]; readonly enableCompileCache?: () => unknown } = module;
  node.enableCompileCache?.();
  return node.enableCompileCache !== undefined;
}

/**
 * Most of the code runs too shortly to be worth V8's optimising compiler, whose threads take a third of the CPU time of a lint in Node 20:
 * time that the second thread needs for files. Six times its patience, and a third of what it copies into callers, finish sooner.
 * Code that has not run for a while stays compiled: it would be missing in what is kept at the end, and be compiled again by every run.
 * A V8 that does not know a flag complains on stderr, and later ones have a cheaper compiler in between.
 */
function compileLess(): void {
  if (!process.versions.v8.startsWith('11.')) return;
  const flags = ['--interrupt-budget=400000', '--max-inlined-bytecode-size-cumulative=300', '--no-flush-bytecode'];
  for (const flag of flags) setFlagsFromString(flag);
}

/** `msa lint | head`: a reader that has seen enough changes nothing about the verdict. A full disk does. */
function surviveClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') void fail(new UserError('E_OUTPUT', `the output cannot be written: ${error.message}`));
    });
  }
}
