import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { type FSWatcher, watch as look } from 'chokidar';

import { leftOut } from '../../analysis/deployment-files/tree.js';
import { UserError } from '../../shared/errors.js';
import { plural } from '../../shared/text.js';
import { reasonOf, writeError } from '../output.js';
import { rootFolder } from '../paths.js';

export interface WatchOptions {
  readonly root: string;
  /** Files that are read and may lie outside of the root. */
  readonly inputs: readonly string[];
  /** What runs write: looking at that would never end. */
  readonly outputs: readonly string[];
  /** Of each run. */
  readonly args: readonly string[];
}

/**
 * Runs msa at once and after every change, until it is ended. Each run is a process of its own: it sees plugins as they are
 * now, and what ends it does not end the watch. What earlier runs kept makes it quick.
 */
export async function watch({ root: given, inputs, outputs, args }: WatchOptions): Promise<never> {
  const root = await rootFolder(given);
  const changes = changesToCome();
  const seen = { root, inputs: inputs.map(absolute), outputs: outputs.map(absolute) };
  let watcher = await watched(seen, changes);
  for (;;) {
    await ran(args);
    writeError(`watching ${shown(root)} for changes, Ctrl-C ends`);
    const [first = root, ...others] = await changes.next();
    writeError(`\nchanged: ${shown(first)}${others.length === 0 ? '' : ` and ${plural(others.length, 'other file')}`}`);
    if (![first, ...others].some((file) => path.basename(file) === '.gitignore')) continue;
    await watcher.close();
    watcher = await watched(seen, changes);
  }
}

/** It ends as it ends: the verdict is told on stderr, and the watch goes on. */
async function ran(args: readonly string[]): Promise<void> {
  const [script = ''] = process.argv.slice(1);
  const run = spawn(process.execPath, [...process.execArgv, script, ...args], { stdio: 'inherit' });
  const [, signal] = (await once(run, 'exit')) as [number | null, string | null];
  if (signal !== null) writeError(`the run was ended by ${signal}`);
}

interface Changes {
  readonly add: (file: string) => void;
  readonly fail: (error: unknown) => void;
  /** Files that have changed since it was asked before, at least one. */
  readonly next: () => Promise<readonly string[]>;
}

/** An editor that saves all, and a checkout, change many files one after the other. */
const QUIET_MS = 100;

function changesToCome(): Changes {
  const files = new Set<string>();
  let failed: { readonly error: unknown } | undefined;
  let events = 0;
  let wake = (): void => undefined;
  const isQuiet = async (): Promise<boolean> => {
    const before = events;
    await pause(QUIET_MS);
    return events === before;
  };
  return {
    add: (file) => {
      files.add(file);
      events++;
      wake();
    },
    fail: (error) => {
      failed ??= { error };
      wake();
    },
    next: async () => {
      if (files.size === 0 && failed === undefined) await new Promise<void>((resolve) => (wake = resolve));
      while (failed === undefined && !(await isQuiet())) continue;
      if (failed !== undefined) throw notWatched(failed.error);
      const all = [...files].sort();
      files.clear();
      return all;
    },
  };
}

/** What the analysis would look at, and the files that are named. */
async function watched(
  { root, inputs, outputs }: Omit<WatchOptions, 'args'>,
  { add, fail }: Pick<Changes, 'add' | 'fail'>,
): Promise<FSWatcher> {
  const isLeftOut = leftOut(root);
  const isOutput = (file: string): boolean =>
    outputs.some((output) => file === output || file.startsWith(`${output}.`) || isBelow(file, output));
  const watcher = look([root, ...inputs], {
    ignoreInitial: true,
    followSymlinks: false,
    ignorePermissionErrors: true,
    ignored: (file, stats) => {
      if (inputs.includes(file) || file === root) return false;
      if (isOutput(file)) return true;
      if (stats === undefined || !isBelow(file, root)) return false;
      if (!stats.isFile() && !stats.isDirectory()) return true;
      return isLeftOut(path.relative(root, file).split(path.sep).join('/'), stats.isFile() ? 'file' : 'folder');
    },
  });
  watcher.on('all', (_event, file) => {
    add(file);
  });
  await new Promise<void>((resolve, reject) => {
    watcher.once('ready', resolve).on('error', (error) => {
      fail(error);
      reject(notWatched(error));
    });
  });
  return watcher;
}

function notWatched(error: unknown): UserError {
  const { code } = error as NodeJS.ErrnoException;
  const hint =
    code === 'ENOSPC' || code === 'EMFILE'
      ? 'The system watches no more files: raise fs.inotify.max_user_watches, or leave folders out in .gitignore.'
      : 'Run it again without --watch.';
  return new UserError('E_WATCH', `changes cannot be watched: ${reasonOf(error)}`, { hint, cause: error });
}

function isBelow(file: string, folder: string): boolean {
  return file.startsWith(folder.endsWith(path.sep) ? folder : `${folder}${path.sep}`);
}

function absolute(file: string): string {
  return path.resolve(file);
}

/** As people write it from here. */
function shown(file: string): string {
  return path.relative('.', file) || '.';
}
