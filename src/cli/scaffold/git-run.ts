import { spawn } from 'node:child_process';

import { gitProgram } from '../../history/git.js';
import { UserError } from '../../shared/errors.js';

/** Longer no fetch of a few files takes, in milliseconds. */
const MOST_TIME = 300_000;

/**
 * Git as a reader of other people's repositories: no hook, no submodule, no upkeep, no prompt, no transport but those of
 * a source; a server that has gone silent is left after a minute.
 */
const SETTINGS = [
  ...['core.hooksPath=/dev/null', 'core.fsmonitor=false', 'fetch.recurseSubmodules=false', 'submodule.recurse=false'],
  ...['gc.auto=0', 'maintenance.auto=false', 'fetch.writeCommitGraph=false', 'http.lowSpeedLimit=1', 'http.lowSpeedTime=60'],
  ...['core.quotePath=false'],
].flatMap((setting) => ['-c', setting]);

const ENVIRONMENT = { LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: '', SSH_ASKPASS: '', GIT_NO_REPLACE_OBJECTS: '1' };
/** In a hook these tell of the repository around, which is not ours. */
const OF_ANOTHER = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_NAMESPACE',
];

export interface GitRun {
  /** What git prints. */
  readonly stdout: Buffer;
  /** What it says on stderr where it fails; undefined: it has done what it was asked. */
  readonly failure?: string;
}

/** Runs git in a folder that is no working tree. Throws a UserError where there is no git. */
export async function runGit(folder: string, args: readonly string[], input = ''): Promise<GitRun> {
  const child = spawn(gitProgram(process.env), ['--no-pager', ...SETTINGS, ...args], {
    cwd: folder,
    env: environment(),
    timeout: MOST_TIME,
    windowsHide: true,
  });
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (data: Buffer) => stdout.push(data));
  child.stderr.on('data', (data: Buffer) => stderr.push(data));
  child.stdin.on('error', () => undefined); // it ended before it had read all: its exit code tells
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', (error) => {
      reject('code' in error && error.code === 'ENOENT' ? new UserError('E_GIT', 'git is not there', { hint: 'Install git.' }) : error);
    });
    child.on('close', resolve);
  });
  const out = Buffer.concat(stdout);
  if (code === 0) return { stdout: out };
  return { stdout: out, failure: code === null ? 'it has taken too long' : reasonIn(Buffer.concat(stderr).toString('utf8')) };
}

function environment(): NodeJS.ProcessEnv {
  const { GIT_SSH_COMMAND: ssh, GIT_SSH: program, ...own } = process.env;
  const kept = Object.fromEntries(Object.entries(own).filter(([name]) => !OF_ANOTHER.includes(name)));
  const asks = ssh ?? (program === undefined ? 'ssh -o BatchMode=yes -o ConnectTimeout=30' : undefined);
  return {
    ...kept,
    ...(program === undefined ? {} : { GIT_SSH: program }),
    ...(asks === undefined ? {} : { GIT_SSH_COMMAND: asks }),
    ...ENVIRONMENT,
    GIT_ALLOW_PROTOCOL: 'https:ssh:file',
  };
}

/** The line that says why, without git's own word before it. */
function reasonIn(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const fatal = lines.find((line) => /^(fatal|error): /.test(line)) ?? lines.at(-1) ?? 'it says nothing';
  return fatal.replace(/^(fatal|error|remote): /, '').trim();
}
