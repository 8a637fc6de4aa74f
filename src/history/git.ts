import { type ChildProcessWithoutNullStreams, spawn, type SpawnOptions, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

import { UserError } from '../shared/errors.js';

export interface Git {
  /** Absolute folder in which git runs; paths are relative to it. */
  readonly folder: string;
  /** What git prints; undefined where it says no (exit code 1). Any other failure is thrown. */
  readonly ask: (args: readonly string[], input?: string) => Buffer | undefined;
  /** The same while this process goes on. */
  readonly askBeside: (args: readonly string[], input: string) => Promise<Buffer | undefined>;
}

/**
 * Only asks, with arguments that are written here: no hook, monitor, filter, alias, pager, prompt or transport is started, whatever
 * the configuration of the repository says, and a bare repository that lies inside the tree is not taken for the one around it.
 */
const QUIET = [
  ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'core.sshCommand=false', 'protocol.allow=never', 'safe.bareRepository=explicit'],
  'core.quotePath=false',
].flatMap((setting) => ['-c', setting]);

const ENVIRONMENT = { LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', GIT_NO_REPLACE_OBJECTS: '1' };

/** Blobs of a whole system come in one answer. */
const MAX_BYTES = 1_000_000_000;

/** `ownHooks`: the setting of where the hooks are is asked for, so that it must not be overridden; still none is run. */
export function gitIn(folder: string, { ownHooks = false } = {}): Git {
  const program = gitProgram(process.env);
  const settings = ownHooks ? QUIET.filter((word, at) => !isHooksPath(word) && !isHooksPath(QUIET[at + 1])) : QUIET;
  const words = (args: readonly string[]): string[] => ['--no-pager', ...settings, ...args];
  const options = (): SpawnOptions => ({
    cwd: folder,
    env: { ...process.env, ...fromHere(process.env), ...ENVIRONMENT },
    windowsHide: true,
  });
  return {
    folder,
    ask: (args, input) => {
      const { error, ...ended } = spawnSync(program, words(args), { ...options(), input: input ?? '', maxBuffer: MAX_BYTES });
      if (error) throw unstarted(error);
      return answer(ended);
    },
    askBeside: async (args, input) => answer(await ended(spawn(program, words(args), { ...options(), stdio: 'pipe' }), input)),
  };
}

interface Ended {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

function ended(git: ChildProcessWithoutNullStreams, input: string): Promise<Ended> {
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  git.stdout.on('data', (bytes: Buffer) => stdout.push(bytes));
  git.stderr.on('data', (bytes: Buffer) => stderr.push(bytes));
  // Who says no reads nothing: its exit code tells more.
  git.stdin.on('error', () => undefined).end(input);
  return new Promise((resolve, reject) => {
    git.on('error', (error) => {
      reject(unstarted(error));
    });
    git.on('close', (status) => {
      resolve({ status, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr) });
    });
  });
}

function answer({ status, stdout, stderr }: Ended): Buffer | undefined {
  if (status === 0) return stdout;
  if (status === 1) return undefined;
  throw failed(stderr.toString('utf8'));
}

function unstarted(error: Error): Error {
  const isAbsent = 'code' in error && error.code === 'ENOENT';
  return isAbsent ? new UserError('E_GIT', 'git is not there', { hint: 'Install git.' }) : error;
}

function isHooksPath(word = ''): boolean {
  return word.startsWith('core.hooksPath=');
}

/** In a hook git names its folder and the index from the top of the working tree, where the hook began; we ask from elsewhere. */
function fromHere({ GIT_DIR: folder, GIT_INDEX_FILE: index, GIT_WORK_TREE: tree }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...(folder === undefined ? {} : { GIT_DIR: path.resolve(folder), GIT_WORK_TREE: path.resolve(tree ?? '.') }),
    ...(index === undefined ? {} : { GIT_INDEX_FILE: path.resolve(index) }),
  };
}

function failed(stderr: string): UserError {
  const [said = 'git failed'] = stderr.split('\n');
  if (said.includes('not a git repository'))
    return new UserError('E_GIT', 'the root is in no git repository', { hint: 'Run it in a clone of the repository.' });
  const [mend] = /git config --global --add safe\.directory .*/.exec(stderr) ?? [];
  return new UserError('E_GIT', `git says: ${said}`, mend === undefined ? {} : { hint: `If you trust it: ${mend.trim()}` });
}

/** Windows looks for a program in the working folder first, which is not ours: there the absolute path is found out. */
export function gitProgram({ PATH = '', Path = PATH }: NodeJS.ProcessEnv): string {
  if (process.platform !== 'win32') return 'git';
  const places = Path.split(path.delimiter).filter((place) => path.isAbsolute(place));
  return (
    places.map((place) => path.join(place, 'git.exe')).find((file) => existsSync(file)) ??
    path.join(path.parse(process.cwd()).root, 'no-git.exe')
  );
}

/** Answer of a question that has one. */
export function told(git: Git, args: readonly string[]): string {
  return (git.ask(args)?.toString('utf8') ?? '').trimEnd();
}
