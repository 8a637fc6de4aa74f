import { UserError } from '../shared/errors.js';
import type { Git } from './git.js';

/** A path that git knows: a file, a symbolic link, or the root of another repository. */
export interface Tracked {
  readonly path: string;
  readonly kind: 'file' | 'link' | 'submodule';
  readonly blob: string;
}

/** What a commit holds below the folder. */
export function filesOfCommit(git: Git, commit: string): Tracked[] {
  return inCommit(git.ask(treeOf(commit)));
}

/** The same while this process goes on. */
export async function filesOfCommitBeside(git: Git, commit: string): Promise<Tracked[]> {
  return inCommit(await git.askBeside(treeOf(commit), ''));
}

/** What the next commit will hold below the folder. */
export async function filesOfIndex(git: Git): Promise<Tracked[]> {
  return inIndex(await git.askBeside(INDEX, ''));
}

const INDEX = ['ls-files', '--stage', '-z'];

function treeOf(commit: string): string[] {
  return ['ls-tree', '-r', '-z', commit];
}

function inCommit(answer: Buffer | undefined): Tracked[] {
  return records(answer).map((record) => {
    const [mode = '', , blob = ''] = record.before.split(' ');
    return { path: record.path, kind: kindOf(mode), blob };
  });
}

function inIndex(answer: Buffer | undefined): Tracked[] {
  return records(answer).map((record) => {
    const [mode = '', blob = '', stage = ''] = record.before.split(' ');
    if (stage !== '0') throw new UserError('E_GIT', `${record.path} has merge conflicts`, { hint: 'Resolve them and `git add` the file.' });
    return { path: record.path, kind: kindOf(mode), blob };
  });
}

function records(answer: Buffer | undefined): { readonly before: string; readonly path: string }[] {
  const all = (answer?.toString('utf8') ?? '').split('\0').filter((record) => record !== '');
  return all.map((record) => {
    const tab = record.indexOf('\t');
    return { before: record.slice(0, tab), path: record.slice(tab + 1) };
  });
}

function kindOf(mode: string): Tracked['kind'] {
  if (mode === '160000') return 'submodule';
  return mode === '120000' ? 'link' : 'file';
}
