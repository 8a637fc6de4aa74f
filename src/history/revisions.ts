import { readFileSync } from 'node:fs';
import path from 'node:path';

import { UserError } from '../shared/errors.js';
import { type Git, told } from './git.js';

/** The commit that HEAD is at; undefined before the first one. */
export function head(git: Git): string | undefined {
  return commitOf(git, 'HEAD');
}

export interface Tip {
  readonly commit: string;
  /** Whether history is cut off somewhere below. */
  readonly isShallow: boolean;
}

/** The commit that HEAD is at, while this process goes on; undefined before the first one. */
export async function tip(git: Git): Promise<Tip | undefined> {
  const answer = await git.askBeside(['rev-parse', '--is-shallow-repository', ...commitWords('HEAD')], '');
  const [shallow, commit] = answer?.toString('utf8').trimEnd().split('\n') ?? [];
  return commit === undefined ? undefined : { commit, isShallow: shallow === 'true' };
}

/** The commit from which HEAD and `ref` went apart. */
export function mergeBase(git: Git, ref: string): string {
  const own = head(git);
  const other = given(git, ref);
  if (other === undefined) throw unknownRef(git, ref);
  if (own === undefined) throw new UserError('E_REF', 'there is no commit yet', { hint: '--staged judges the first one.' });
  const base = told(git, ['merge-base', own, other]);
  if (base === '') throw noBase(git, ref);
  if (isCutOff(git, [own, other], base)) throw shallow(`the clone is shallow: where HEAD and ${ref} went apart cannot be told`);
  return base;
}

/** What a user writes may be anything; git says in many ways that it is no commit. */
function given(git: Git, ref: string): string | undefined {
  if (ref.startsWith('-') || ref.includes('\0')) return undefined;
  try {
    return commitOf(git, ref);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function commitOf(git: Git, ref: string): string | undefined {
  const commit = told(git, ['rev-parse', ...commitWords(ref)]);
  return commit === '' ? undefined : commit;
}

function commitWords(ref: string): string[] {
  return ['--verify', '--quiet', '--end-of-options', `${ref}^{commit}`];
}

function unknownRef(git: Git, ref: string): UserError {
  const what = `git knows no commit "${ref}"`;
  if (isShallow(git)) return shallow(`${what}; the clone is shallow`);
  const [, remote, branch] = /^([\w.-]+)\/(.+)$/.exec(ref) ?? [];
  const isRemote = remote !== undefined && told(git, ['remote']).split('\n').includes(remote);
  return new UserError('E_REF', what, {
    hint: isRemote
      ? `git fetch ${remote} ${branch ?? ''}`
      : 'Name a branch, tag or commit that `git rev-parse` knows, such as origin/main.',
  });
}

function noBase(git: Git, ref: string): UserError {
  if (isShallow(git)) return shallow(`the clone is shallow: it does not reach back to where HEAD and ${ref} went apart`);
  return new UserError('E_REF', `HEAD and ${ref} have no commit in common`, { hint: 'Name a branch that this one came from.' });
}

function shallow(what: string): UserError {
  return new UserError('E_SHALLOW', what, {
    hint: 'git fetch --unshallow (GitHub: actions/checkout with fetch-depth: 0; GitLab: GIT_DEPTH: 0), and fetch the ref.',
  });
}

function isShallow(git: Git): boolean {
  return told(git, ['rev-parse', '--is-shallow-repository']) === 'true';
}

/** Is history missing above the base? Then a later common commit may be hidden behind the cut. */
function isCutOff(git: Git, tips: readonly string[], base: string): boolean {
  if (!isShallow(git)) return false;
  const file = path.resolve(git.folder, told(git, ['rev-parse', '--git-path', 'shallow']));
  const cuts = new Set(readFileSync(file, 'utf8').split('\n'));
  return told(git, ['rev-list', ...tips, `^${base}`])
    .split('\n')
    .some((commit) => cuts.has(commit));
}
